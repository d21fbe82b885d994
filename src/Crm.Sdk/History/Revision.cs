using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>One change of one record: who, when, which fields, old and new (CU-3). Adding a record is its <see cref="Origin"/>, its first revision.</summary>
/// <remarks>Append-only; immutable and thread-safe.</remarks>
public sealed record Revision
{
    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>The revision's id; ids grow with time within a process.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The changed record.</summary>
    public required RecordRef Record { get; init; }

    /// <summary>The record's version after the change; for a removal the last version it had.</summary>
    public required long Version { get; init; }

    /// <summary>What happened.</summary>
    public required RevisionType Type { get; init; }

    /// <summary>When, in business time.</summary>
    public required Instant At { get; init; }

    /// <summary>Who.</summary>
    public required ActorId By { get; init; }

    /// <summary>The commit in which it happened.</summary>
    public required RecordId CommitId { get; init; }

    /// <summary>The run (an import, a job) in which it happened, or null.</summary>
    public RecordId? Run { get; init; }

    /// <summary>Why, in the actor's words, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The changed fields.</summary>
    public required ValueList<FieldChange> Changes { get; init; }
}
