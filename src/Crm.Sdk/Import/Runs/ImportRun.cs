using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>One import of one source: how far it is, what it wrote, and where that is found. Written with each of its chunks.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ImportRun
{
    /// <summary>The run's id; it stands on the records and revisions that the run wrote.</summary>
    public required RecordId Id { get; init; }

    /// <summary>What was imported, for example <c>orders</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The name of the source.</summary>
    public required string Source { get; init; }

    /// <summary>A hash of the source and of the options that decide what its rows become, in hexadecimal: the same import goes on with an interrupted run.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Where it stands.</summary>
    public required ImportRunState State { get; init; }

    /// <summary>When it began.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>Who began it.</summary>
    public required ActorId StartedBy { get; init; }

    /// <summary>How many records of the source are dealt with, refused ones too: where an interrupted run goes on.</summary>
    public long Cursor { get; init; }

    /// <summary>The rows dealt with.</summary>
    public long Read { get; init; }

    /// <summary>The records added.</summary>
    public long Created { get; init; }

    /// <summary>The records changed.</summary>
    public long Updated { get; init; }

    /// <summary>The records that were there as the source has them.</summary>
    public long Unchanged { get; init; }

    /// <summary>The rows refused.</summary>
    public long Rejected { get; init; }

    /// <summary>The customers added because orders named them.</summary>
    public long CustomersCreated { get; init; }

    /// <summary>The confirmed length of the file of refused rows, in bytes.</summary>
    public long RejectsLength { get; init; }

    /// <summary>The records added.</summary>
    public IdRange Records { get; init; }

    /// <summary>The customers added because orders named them.</summary>
    public IdRange Customers { get; init; }

    /// <summary>The revisions of records that were changed.</summary>
    public IdRange Revisions { get; init; }

    /// <summary>How far taking it back is: the last id dealt with in the stretch of <see cref="UndoStep"/>.</summary>
    public RecordId? UndoAfter { get; init; }

    /// <summary>The stretch that is being taken back: 0 records added, 1 changes, 2 customers added.</summary>
    public int UndoStep { get; init; }

    /// <summary>The records removed by taking it back.</summary>
    public long Removed { get; init; }

    /// <summary>The customers removed by taking it back, of those added because orders named them.</summary>
    public long CustomersRemoved { get; init; }

    /// <summary>The records whose former values were put back.</summary>
    public long Reverted { get; init; }

    /// <summary>The records that could not be taken back, or not wholly.</summary>
    public long Kept { get; init; }
}
