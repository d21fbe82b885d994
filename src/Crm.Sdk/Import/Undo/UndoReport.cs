using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>What taking an import back did; where it went on after an interruption, the figures of the whole.</summary>
public sealed record UndoReport
{
    /// <summary>The run that was taken back.</summary>
    public required RecordId Run { get; init; }

    /// <summary>What had been imported.</summary>
    public required string Kind { get; init; }

    /// <summary>The added records that were removed.</summary>
    public required long Removed { get; init; }

    /// <summary>The customers removed of those that had been added because orders named them.</summary>
    public required long CustomersRemoved { get; init; }

    /// <summary>The changed records that got their former values back.</summary>
    public required long Reverted { get; init; }

    /// <summary>The records that could not be taken back, or not wholly.</summary>
    public required long Kept { get; init; }

    /// <summary>The first of them, at most 100.</summary>
    public ValueList<KeptRecord> FirstKept { get; init; }

    /// <summary>The time this call took.</summary>
    public required Duration Elapsed { get; init; }
}
