namespace Crm.Sdk.Reports;

/// <summary>Columns over a sequence, such as revenue by month.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="Axis">What a column stands for, such as <c>Month</c>.</param>
/// <param name="Measure">What the height means, with its unit.</param>
/// <param name="Columns">The columns, in order.</param>
public sealed record ColumnChart(string Title, string Axis, string Measure, ValueList<ChartColumn> Columns) : ReportChart(Title)
{
    private const int Height = 268;
    private const int Left = 52;
    private const int Top = 26;
    private const int Bottom = 44;

    /// <summary>The headings of further figures in the table.</summary>
    public ValueList<string> Further { get; init; } = [];

    internal override bool IsWide => true;

    internal override bool IsEmpty => Columns.Count == 0;

    internal override ReportTable ToTable(ReportTexts texts) => new(
        Title,
        [Axis, Measure, .. Further],
        [.. Columns.Select(column => (ValueList<string>)[column.Name ?? column.Label, TextOf(column), .. column.Further])]);

    internal override void Draw(SvgDrawing svg, ReportTexts texts)
    {
        double greatest = Columns.Max(column => column.Value);
        AxisScale scale = AxisScale.For(Math.Min(0, Columns.Min(column => column.Value)), Math.Max(0, greatest));
        double plot = Height - Top - Bottom;
        double step = (FullWidth - Left) / (double)Columns.Count;
        double bar = Math.Min(56, step * 0.68);
        svg.Begin(FullWidth, Height);
        foreach (double tick in scale.Ticks)
        {
            double y = YOf(tick);
            svg.Line(Left, y, FullWidth, y, tick == 0 ? "axis" : "grid");
            svg.Text(Left - 10, y + 4, texts.Compact(tick), "tick", TextAnchor.End);
        }

        int stride = LabelStride(step);
        bool marked = false;
        for (int i = 0; i < Columns.Count; i++)
        {
            ChartColumn column = Columns[i];
            double center = Left + ((i + 0.5) * step);
            double y = YOf(Math.Max(0, column.Value));
            svg.Rect(center - (bar / 2), y, bar, Math.Abs(YOf(column.Value) - YOf(0)), "bar", 2, $"{column.Name ?? column.Label}: {TextOf(column)}");
            if (!marked && column.Value == greatest && greatest > 0)
            {
                marked = true;
                svg.Text(Math.Min(center, FullWidth - 24), y - 8, texts.Compact(column.Value), "value", TextAnchor.Middle);
            }

            if (i % stride == 0)
            {
                svg.Text(center, Height - Bottom + 18, column.Label, "tick", TextAnchor.Middle);
            }

            if (column.Group is { } group)
            {
                svg.Text(center, Height - Bottom + 35, group, "group", TextAnchor.Middle);
            }
        }

        svg.End();

        double YOf(double value) => Top + (plot * (scale.Highest - value) / (scale.Highest - scale.Lowest));
    }

    private int LabelStride(double step)
    {
        double widest = Columns.Max(column => TextWidth.Of(column.Label, 11.5)) + 6;
        return Math.Max(1, (int)Math.Ceiling(widest / step));
    }

    private static string TextOf(ChartColumn column) => column.Text ?? FigureFormat.Number(column.Value);
}
