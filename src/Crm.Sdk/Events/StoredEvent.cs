using Crm.Sdk.Privacy;
using NodaTime;

namespace Crm.Sdk.Events;

/// <summary>An event as it was written with its commit.</summary>
/// <remarks>Append-only; immutable and thread-safe.</remarks>
public sealed record StoredEvent
{
    /// <summary>The event's id.</summary>
    public required RecordId Id { get; init; }

    /// <summary>The type with its version, for example <c>order.added/1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The customer whom it concerns, or null.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>When, in business time.</summary>
    public required Instant At { get; init; }

    /// <summary>Who.</summary>
    public required ActorId By { get; init; }

    /// <summary>The commit.</summary>
    public required RecordId CommitId { get; init; }

    /// <summary>What happened as JSON, or null.</summary>
    public string? Data { get; init; }

    /// <summary>The data where it is personal.</summary>
    public SealedValue? Sealed { get; init; }
}
