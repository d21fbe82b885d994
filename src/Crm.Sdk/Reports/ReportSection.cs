namespace Crm.Sdk.Reports;

/// <summary>A section of a report: one question, its charts and its tables.</summary>
/// <param name="Title">The heading.</param>
public sealed record ReportSection(string Title)
{
    /// <summary>The answer in a sentence or two, for readers who read nothing else; null for none.</summary>
    public string? Lead { get; init; }

    /// <summary>The charts, in reading order. Each brings its figures as a table.</summary>
    public ValueList<ReportChart> Charts { get; init; } = [];

    /// <summary>Tables that stand by themselves, after the charts. One of four columns or fewer takes half of the width.</summary>
    public ValueList<ReportTable> Tables { get; init; } = [];
}
