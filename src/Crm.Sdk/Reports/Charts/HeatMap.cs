namespace Crm.Sdk.Reports;

/// <summary>Cells tinted by value: recency by frequency, or cohorts by month.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="RowAxis">What the rows stand for.</param>
/// <param name="ColumnAxis">What the columns stand for.</param>
/// <param name="Columns">The headings of the columns, from the left.</param>
/// <param name="Rows">The rows, from the top.</param>
public sealed record HeatMap(string Title, string RowAxis, string ColumnAxis, ValueList<string> Columns, ValueList<HeatRow> Rows) : ReportChart(Title)
{
    private const int Gap = 3;
    private const int Top = 24;
    private const int Bottom = 26;
    private const int WideFrom = 9;
    private const int MostLabel = 180;

    // The tints keep 4.5:1 with the text on them: dark text up to the fifth, light text on the last two.
    private static readonly double[] Tints = [0.07, 0.15, 0.26, 0.40, 0.54, 0.86, 1];

    /// <summary>Whether few values are great and most are small, as counts of people are: the small ones are then spread over more tints.</summary>
    public bool IsSkewed { get; init; }

    internal override bool IsWide => Columns.Count >= WideFrom;

    internal override bool IsEmpty => Rows.Count == 0 || Columns.Count == 0;

    internal override ReportTable ToTable(ReportTexts texts) => new(
        Title,
        [$"{RowAxis} \\ {ColumnAxis}", .. Columns],
        [.. Rows.Select(row => (ValueList<string>)[row.Label, .. row.Cells.Select(cell => cell.Full ?? cell.Text)])]);

    internal override void Draw(SvgDrawing svg, ReportTexts texts)
    {
        double width = IsWide ? FullWidth : HalfWidth;
        double labels = Math.Min(MostLabel, Rows.Max(row => TextWidth.Of(row.Label, 12))) + 12;
        bool upright = TextWidth.Of(RowAxis, 11.5) > labels;
        double left = labels + (upright ? 20 : 0);
        double cell = (width - left) / Columns.Count;
        double height = IsWide ? 30 : 58;
        double bottom = Top + (Rows.Count * height);
        double greatest = Rows.SelectMany(row => row.Cells).Where(item => !item.IsReference).Select(item => item.Value).DefaultIfEmpty(0).Max();
        svg.Begin(width, bottom + Bottom);
        if (upright)
        {
            svg.Upright(11, Top + ((Rows.Count * height) / 2) - 2, RowAxis, "tick");
        }
        else
        {
            svg.Text(left - 12, 13, RowAxis, "tick", TextAnchor.End);
        }

        for (int column = 0; column < Columns.Count; column++)
        {
            svg.Text(left + ((column + 0.5) * cell), 13, TextWidth.Fit(Columns[column], 11.5, cell), "tick", TextAnchor.Middle);
        }

        for (int row = 0; row < Rows.Count; row++)
        {
            double y = Top + (row * height);
            svg.Text(left - 12, y + (height / 2) + 2.5, TextWidth.Fit(Rows[row].Label, 12, MostLabel), "label small", TextAnchor.End, Rows[row].Label);
            for (int column = 0; column < Math.Min(Rows[row].Cells.Count, Columns.Count); column++)
            {
                DrawCell(Rows[row].Cells[column], $"{Rows[row].Label}, {Columns[column]}", left + (column * cell), y, cell - Gap, height - Gap);
            }
        }

        svg.Text(left + ((width - left - Gap) / 2), bottom + 18, ColumnAxis, "tick", TextAnchor.Middle);
        svg.End();

        void DrawCell(HeatCell item, string place, double x, double y, double w, double h)
        {
            int tint = item.IsReference || !(item.Value > 0) ? -1 : TintOf(item.Value / greatest);
            string ink = tint >= Tints.Length - 2 ? " on" : string.Empty;
            string tip = $"{place}: {item.Full ?? item.Text}";
            svg.Rect(x, y, w, h, tint < 0 ? "cell blank" : "cell", 3, tip, tint < 0 ? null : Tints[tint]);
            double size = IsWide ? 11.5 : 15;
            if (item.Detail is { } detail && TextWidth.Of(detail, 11) < w)
            {
                svg.Text(x + (w / 2), y + (h / 2) - 1, item.Text, $"figure{ink}", TextAnchor.Middle);
                svg.Text(x + (w / 2), y + (h / 2) + 15, detail, $"detail{ink}", TextAnchor.Middle);
            }
            else if (TextWidth.Of(item.Text, size) < w + 2)
            {
                svg.Text(x + (w / 2), y + (h / 2) + (size * 0.36), item.Text, (IsWide ? "figure small" : "figure") + ink, TextAnchor.Middle);
            }
        }
    }

    private int TintOf(double share) => Math.Clamp((int)Math.Ceiling((IsSkewed ? Math.Pow(share, 0.6) : share) * Tints.Length) - 1, 0, Tints.Length - 1);
}
