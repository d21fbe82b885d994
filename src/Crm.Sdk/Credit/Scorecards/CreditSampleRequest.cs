using Crm.Sdk.Import;

namespace Crm.Sdk.Credit;

/// <summary>How a file of cases with known outcomes is read.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditSampleRequest
{
    /// <summary>The column of the outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>What it says of a bad case; every other value is a good one.</summary>
    public required string BadValue { get; init; }

    /// <summary>How rows are written; null for commas.</summary>
    public ImportFormat? Format { get; init; }

    /// <summary>Whether the first line is a row.</summary>
    public bool NoHeader { get; init; }

    /// <summary>The columns' names where there is no header; empty for 1, 2, ….</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Columns whose numbers are codes, such as those of branches, and are read as texts.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Words that stand for nothing, beside an empty field.</summary>
    public IReadOnlyList<string> NullWords { get; init; } = [];
}
