namespace Crm.Sdk.Classification;

/// <summary>Which run a tenant's readers see. One record a tenant, under a fixed id.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassificationState
{
    /// <summary>The id of every tenant's state.</summary>
    public static RecordId TheId { get; } = new(new Guid("00000000-0000-7000-8000-00000000c1a5"));

    /// <summary>The record's id, always <see cref="TheId"/>.</summary>
    public RecordId Id { get; init; } = TheId;

    /// <summary>The number of the run whose labels are current, 0 before the first.</summary>
    public long CurrentRun { get; init; }

    /// <summary>The id of that run.</summary>
    public RecordId? CurrentRunId { get; init; }

    /// <summary>The greatest number that was given out.</summary>
    public long LastNumber { get; init; }

    /// <summary>The run that is writing now, or was when its process ended; null where there is none.</summary>
    public RecordId? Unfinished { get; init; }
}
