using Crm.Sdk.Value;

namespace Crm.Sdk.Reports;

/// <summary>A tracking plot: what a model expected against what happened, both added up over time, with the end of calibration marked.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="Measure">What goes up, such as <c>Repeat purchases</c>.</param>
/// <param name="Points">The weeks, in order.</param>
public sealed record TrackingChart(string Title, string Measure, ValueList<TrackingPoint> Points) : ReportChart(Title)
{
    private const int Height = 320;
    private const int Left = 60;
    private const int Top = 30;
    private const int Bottom = 46;
    private const int TickEvery = 13; // weeks: a quarter
    private const int MostRows = 30;

    internal override bool IsWide => true;

    internal override bool IsEmpty => Points.Count == 0;

    internal override ReportTable ToTable(ReportTexts texts)
    {
        int stride = (Points.Count + MostRows - 1) / MostRows;
        return new ReportTable(
            Title,
            [texts["week"], texts["actual"], texts["expected"], texts["difference"]],
            [
                .. Points.Where((point, i) => i == Points.Count - 1 || point.Week % stride == 0).Select(point => (ValueList<string>)[
                    FigureFormat.Number(point.Week), FigureFormat.Number(point.CumulativeActual), FigureFormat.Number(Math.Round(point.CumulativeExpected, 1)),
                    point.CumulativeActual == 0 ? "–" : FigureFormat.Percent((point.CumulativeExpected / point.CumulativeActual) - 1)]),
            ]);
    }

    internal override void Draw(SvgDrawing svg, ReportTexts texts)
    {
        const double Rise = Height - Top - Bottom;
        int weeks = Points[^1].Week;
        AxisScale scale = AxisScale.For(0, Math.Max(Points[^1].CumulativeActual, Points[^1].CumulativeExpected));
        svg.Begin(FullWidth, Height);
        svg.Text(0, 12, Measure, "tick", TextAnchor.Start);
        foreach (double tick in scale.Ticks)
        {
            svg.Line(Left, YOf(tick), FullWidth, YOf(tick), tick == 0 ? "axis" : "grid");
            svg.Text(Left - 10, YOf(tick) + 4, texts.Compact(tick), "tick", TextAnchor.End);
        }

        for (int week = 0; week <= weeks; week += TickEvery)
        {
            svg.Text(XOf(week), Height - Bottom + 18, FigureFormat.Number(week), "tick", TextAnchor.Middle);
        }

        if (Points.LastOrDefault(static point => !point.IsHoldout) is { } last && last.Week < weeks)
        {
            svg.Line(XOf(last.Week), YOf(0), XOf(last.Week), Top, "drop");
            svg.Text(XOf(last.Week) + 6, Top + 4, texts["holdout"], "tick", TextAnchor.Start);
        }

        svg.Polyline([(XOf(0), YOf(0)), .. Points.Select(point => (XOf(point.Week), YOf(point.CumulativeActual)))], "curve");
        svg.Polyline([(XOf(0), YOf(0)), .. Points.Select(point => (XOf(point.Week), YOf(point.CumulativeExpected)))], "curve expected");
        svg.Text(Left + ((FullWidth - Left) / 2.0), Height - 8, texts["week-since-first"], "tick", TextAnchor.Middle);
        svg.End();

        double XOf(double week) => Left + ((FullWidth - Left - 12) * week / weeks);
        double YOf(double value) => Top + (Rise * (scale.Highest - value) / (scale.Highest - scale.Lowest));
    }
}
