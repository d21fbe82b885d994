using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>A message that came in by a channel.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record InboundMessage
{
    /// <summary>The channel's name.</summary>
    public required string Channel { get; init; }

    /// <summary>The provider's id of it, by which repeats are known, such as a mail's <c>Message-ID</c>.</summary>
    public required string ProviderId { get; init; }

    /// <summary>What kind of address it came from.</summary>
    public required ContactPointKind Kind { get; init; }

    /// <summary>The sender's address.</summary>
    public required string Address { get; init; }

    /// <summary>When it was received.</summary>
    public required Instant At { get; init; }

    /// <summary>The subject, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>The key of the exchange that it belongs to, or null.</summary>
    public string? Thread { get; init; }
}
