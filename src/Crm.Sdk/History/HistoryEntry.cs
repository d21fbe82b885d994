using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>One step in the life of a record: who, when, which fields, old and new (CU-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record HistoryEntry
{
    /// <summary>The record.</summary>
    public required RecordRef Record { get; init; }

    /// <summary>The record's version after the step, 1 when it was added; for a removal the last version it had.</summary>
    public required long Version { get; init; }

    /// <summary>What happened.</summary>
    public required HistoryEntryType Type { get; init; }

    /// <summary>When, in business time.</summary>
    public required Instant At { get; init; }

    /// <summary>Who.</summary>
    public required ActorId By { get; init; }

    /// <summary>The run (an import, a job) in which it happened, or null.</summary>
    public RecordId? Run { get; init; }

    /// <summary>Why, in the actor's words, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The commit in which it happened; null for the addition, whose commit its origin does not name.</summary>
    public RecordId? CommitId { get; init; }

    /// <summary>The changed fields. An addition's are empty where the revisions back to it are not all there.</summary>
    public required ValueList<ChangedField> Changes { get; init; }
}
