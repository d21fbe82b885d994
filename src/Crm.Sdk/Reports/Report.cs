namespace Crm.Sdk.Reports;

/// <summary>A report: key figures, then sections with charts and tables. What it says, apart from how it is written down.</summary>
/// <param name="Title">The heading, in the report's language.</param>
/// <param name="Language">The language of the texts that a writer adds, and how it writes figures.</param>
/// <remarks>Immutable and thread-safe. Texts are plain; a writer encodes them. Written as a page by <see cref="HtmlReport"/>.</remarks>
public sealed record Report(string Title, ReportLanguage Language)
{
    /// <summary>A line above the title, such as the kind of report; null for none.</summary>
    public string? Kicker { get; init; }

    /// <summary>A sentence or two below the title; null for none.</summary>
    public string? Summary { get; init; }

    /// <summary>The figures a reader should see first; six at most are read.</summary>
    public ValueList<KeyFigure> Figures { get; init; } = [];

    /// <summary>The sections, in reading order.</summary>
    public ValueList<ReportSection> Sections { get; init; } = [];

    /// <summary>What the terms mean and how the figures were computed, as (term, meaning).</summary>
    public ValueList<ReportDefinition> Definitions { get; init; } = [];
}
