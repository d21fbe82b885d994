namespace Crm.Sdk.Reports;

/// <summary>A chart: its figures, a drawing made from them, and a table of them for readers who cannot or will not use the drawing.</summary>
/// <param name="Title">What the chart shows.</param>
/// <remarks>Immutable and thread-safe. The kinds of chart are closed: a writer must know how to draw each.</remarks>
public abstract record ReportChart(string Title)
{
    private protected const int FullWidth = 960;
    private protected const int HalfWidth = 464;

    /// <summary>How to read it, or what to see in it; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it takes the page's width; two others stand side by side.</summary>
    internal abstract bool IsWide { get; }

    /// <summary>Whether there is nothing to draw.</summary>
    internal abstract bool IsEmpty { get; }

    internal abstract ReportTable ToTable(ReportTexts texts);

    internal abstract void Draw(SvgDrawing svg, ReportTexts texts);
}
