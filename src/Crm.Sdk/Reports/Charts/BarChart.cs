namespace Crm.Sdk.Reports;

/// <summary>Horizontal bars: how a whole is composed of named parts, in one or two measures, such as customers and revenue by tier.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="Axis">What a bar stands for, such as <c>Segment</c>.</param>
/// <param name="Measure">What the length means, such as <c>Customers</c>.</param>
/// <param name="Bars">The bars, from the top.</param>
public sealed record BarChart(string Title, string Axis, string Measure, ValueList<ChartBar> Bars) : ReportChart(Title)
{
    private const double LabelSize = 13;
    private const double MaxLabel = 170;
    private const int Legend = 28;
    private const int Row = 30;
    private const int DoubleRow = 38;

    /// <summary>What a second share means, such as <c>Revenue</c>; null where no bar has one.</summary>
    public string? SecondMeasure { get; init; }

    internal override bool IsWide => false;

    internal override bool IsEmpty => Bars.Count == 0;

    internal override ReportTable ToTable(ReportTexts texts) => new(
        Title,
        SecondMeasure is null ? [Axis, Measure, texts["share"]] : [Axis, Measure, texts["share"], SecondMeasure, texts["share"]],
        [.. Bars.Select(bar => Cells(bar))]);

    internal override void Draw(SvgDrawing svg, ReportTexts texts)
    {
        bool twice = SecondMeasure is not null;
        int row = twice ? DoubleRow : Row;
        int top = twice ? Legend : 4;
        double left = Math.Min(MaxLabel, Bars.Max(bar => TextWidth.Of(bar.Label, LabelSize))) + 14;
        double right = Bars.Max(bar => Math.Max(TextWidth.Of(Figure(bar.Text, bar.Share), 12), TextWidth.Of(Figure(bar.SecondText, bar.SecondShare), 12))) + 10;
        double plot = HalfWidth - left - right;
        double greatest = Math.Max(Bars.Max(bar => Math.Max(bar.Share, bar.SecondShare ?? 0)), 1e-9);
        svg.Begin(HalfWidth, top + (Bars.Count * row) + 2);
        if (twice)
        {
            double second = left + 18 + TextWidth.Of(Measure, 12) + 18;
            svg.Rect(left, 5, 10, 10, "bar", 2);
            svg.Text(left + 16, 14, Measure, "tick", TextAnchor.Start);
            svg.Rect(second, 5, 10, 10, "bar2", 2);
            svg.Text(second + 16, 14, SecondMeasure!, "tick", TextAnchor.Start);
        }

        for (int i = 0; i < Bars.Count; i++)
        {
            ChartBar bar = Bars[i];
            double y = top + (i * row);
            svg.Text(left - 12, y + (row / 2.0) + 4.5, TextWidth.Fit(bar.Label, LabelSize, MaxLabel), "label", TextAnchor.End, bar.Label);
            if (twice)
            {
                Bar(bar.Share, Figure(bar.Text, bar.Share), y + 5, 12, "bar", $"{bar.Label}, {Measure}");
                Bar(bar.SecondShare ?? 0, Figure(bar.SecondText, bar.SecondShare), y + 19, 12, "bar2", $"{bar.Label}, {SecondMeasure}");
            }
            else
            {
                Bar(bar.Share, Figure(bar.Text, bar.Share), y + 6, 18, "bar", bar.Label);
            }
        }

        svg.End();

        void Bar(double share, string text, double y, double height, string style, string name)
        {
            double width = Math.Max(0, plot * share / greatest);
            svg.Rect(left, y, Math.Max(1, width), height, style, 2, $"{name}: {text}");
            svg.Text(left + Math.Max(1, width) + 7, y + (height / 2) + 4, text, "tick", TextAnchor.Start);
        }
    }

    private static string Figure(string? text, double? share) => share is { } known ? $"{text} · {FigureFormat.Percent(known)}" : string.Empty;

    private ValueList<string> Cells(ChartBar bar) => SecondMeasure is null
        ? [bar.Label, bar.Text, FigureFormat.Percent(bar.Share)]
        : [bar.Label, bar.Text, FigureFormat.Percent(bar.Share), bar.SecondText ?? string.Empty, bar.SecondShare is { } second ? FigureFormat.Percent(second) : string.Empty];
}
