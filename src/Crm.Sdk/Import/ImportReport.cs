using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>What an import did; where it went on with a run that had been interrupted, the figures of the whole run.</summary>
public sealed record ImportReport
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The run, by which it can be taken back; null where nothing was written.</summary>
    public RecordId? Run { get; init; }

    /// <summary>The rows of the source.</summary>
    public required long Read { get; init; }

    /// <summary>The records added.</summary>
    public required long Created { get; init; }

    /// <summary>The records changed.</summary>
    public required long Updated { get; init; }

    /// <summary>The records that were there as the source has them.</summary>
    public required long Unchanged { get; init; }

    /// <summary>The rows refused.</summary>
    public required long Rejected { get; init; }

    /// <summary>The customers added because orders named them.</summary>
    public required long CustomersCreated { get; init; }

    /// <summary>The customers of this call that were written and are probably there already, as the action rules of plugins told.</summary>
    public long Duplicates { get; init; }

    /// <summary>The first of them, at most 20.</summary>
    public ValueList<DuplicateAlert> FirstDuplicates { get; init; }

    /// <summary>The time this call took.</summary>
    public required Duration Elapsed { get; init; }

    /// <summary>Whether an interrupted run was gone on with.</summary>
    public bool Resumed { get; init; }

    /// <summary>Whether nothing was written on purpose.</summary>
    public bool DryRun { get; init; }

    /// <summary>The first refused rows of this call, at most 20.</summary>
    public ValueList<RejectedRow> FirstRejected { get; init; }
}
