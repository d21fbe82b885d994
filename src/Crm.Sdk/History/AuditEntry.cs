using NodaTime;

namespace Crm.Sdk.History;

/// <summary>What one commit did, for auditors: who, when, which records, with a keyed hash over all of it (PS-1).</summary>
/// <remarks>Append-only; immutable and thread-safe. Entries are chained and anchored afterwards, outside the commit.</remarks>
public sealed record AuditEntry
{
    /// <summary>The entry's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>When, in business time.</summary>
    public required Instant At { get; init; }

    /// <summary>Who.</summary>
    public required ActorId By { get; init; }

    /// <summary>The commit.</summary>
    public required RecordId CommitId { get; init; }

    /// <summary>What was done, for example <c>commit</c> or <c>import orders</c>.</summary>
    public required string Action { get; init; }

    /// <summary>How many records were written.</summary>
    public required long Count { get; init; }

    /// <summary>The written records; none for a bulk import, whose rows name their run.</summary>
    public required ValueList<AuditedRecord> Records { get; init; }

    /// <summary>HMAC-SHA256 over the entry's other fields, in hexadecimal.</summary>
    public required string Hash { get; init; }
}
