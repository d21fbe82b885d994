namespace Crm.Sdk.Reports;

/// <summary>A concentration curve: the share of a measure that the best part of the customers brings, with the line of even shares.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="Axis">What goes to the right, such as <c>Share of customers, best first</c>.</param>
/// <param name="Measure">What goes up, such as <c>Share of revenue</c>.</param>
/// <param name="Points">The curve from (0, 0) to (1, 1), in order, of shares from 0 up; a few hundred points at most.</param>
/// <param name="Marks">The points that are named in the drawing and listed in the table.</param>
public sealed record ShareCurve(string Title, string Axis, string Measure, ValueList<CurvePoint> Points, ValueList<CurvePoint> Marks) : ReportChart(Title)
{
    private const int Left = 46;
    private const int Top = 26;
    private const int Bottom = 46;
    private const int Height = 400;
    private static readonly double[] Quarters = [0, 0.25, 0.5, 0.75, 1];

    internal override bool IsWide => false;

    internal override bool IsEmpty => Points.Count == 0;

    internal override ReportTable ToTable(ReportTexts texts) => new(
        Title, [Axis, Measure], [.. Marks.Select(mark => (ValueList<string>)[FigureFormat.Percent(mark.X), FigureFormat.Percent(mark.Y)])]);

    internal override void Draw(SvgDrawing svg, ReportTexts texts)
    {
        const double Plot = HalfWidth - Left - 8;
        const double Rise = Height - Top - Bottom;
        // A whale curve rises above the whole.
        double greatest = Points.Max(static point => point.Y);
        double[] rising = greatest > 1 + 1e-9 ? [.. AxisScale.For(0, greatest).Ticks] : Quarters;
        svg.Begin(HalfWidth, Height);
        svg.Text(0, 12, Measure, "tick", TextAnchor.Start);
        foreach (double tick in rising)
        {
            svg.Line(Left, YOf(tick), Left + Plot, YOf(tick), tick == 0 ? "axis" : "grid");
            svg.Text(Left - 10, YOf(tick) + 4, FigureFormat.Percent(tick, 0), "tick", TextAnchor.End);
        }

        foreach (double tick in Quarters)
        {
            svg.Text(XOf(tick), Height - Bottom + 18, FigureFormat.Percent(tick, 0), "tick", tick == 1 ? TextAnchor.End : TextAnchor.Middle);
        }

        svg.Line(XOf(0), YOf(0), XOf(1), YOf(1), "even");
        svg.Area(Points.Select(point => (XOf(point.X), YOf(point.Y))), YOf(0), "area");
        svg.Polyline(Points.Select(point => (XOf(point.X), YOf(point.Y))), "curve");
        foreach (CurvePoint mark in Marks)
        {
            string text = FigureFormat.Percent(mark.Y);
            svg.Line(XOf(mark.X), YOf(0), XOf(mark.X), YOf(mark.Y), "drop");
            svg.Circle(XOf(mark.X), YOf(mark.Y), 4, "mark", $"{FigureFormat.Percent(mark.X)}: {text}");
            svg.Text(XOf(mark.X) + 9, YOf(mark.Y) + 15, text, "value", TextAnchor.Start);
        }

        svg.Text(Left + (Plot / 2), Height - 8, Axis, "tick", TextAnchor.Middle);
        svg.End();

        static double XOf(double share) => Left + (Plot * share);
        double YOf(double share) => Top + (Rise * (1 - (share / rising[^1])));
    }
}
