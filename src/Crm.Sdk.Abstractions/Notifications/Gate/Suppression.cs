using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>An address to which nothing is sent, 禁发名单, whoever has it: the list outlives customers, so it keeps a digest and not the address.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Suppression
{
    /// <summary>The id, which follows from the address by a keyed digest.</summary>
    public required RecordId Id { get; init; }

    /// <summary>What kind of address it is.</summary>
    public required ContactPointKind Kind { get; init; }

    /// <summary>Why, of <see cref="SuppressionReasons"/> or another code.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when, in business time.</summary>
    public required Instant Since { get; init; }

    /// <summary>Since when it no longer holds; null while it does.</summary>
    public Instant? LiftedAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether it holds.</summary>
    public bool Holds => LiftedAt is null;

    internal void Check()
    {
        Require.Code(Reason, "suppression.reason");
        Require.Defined((ContactPointKind?)Kind, "suppression.kind");
    }
}
