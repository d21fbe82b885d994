using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A privilege that a member may use some times within a period, 会员权益 (LO-6), such as four visits of a lounge in a year.</summary>
/// <remarks>Each use changes it, with its version, so that nobody uses it once too often. Immutable; thread-safe.</remarks>
public sealed record Entitlement
{
    /// <summary>The entitlement's id; it follows from the key.</summary>
    public EntitlementId Id => EntitlementId.Of(Key);

    /// <summary>The key under which it was granted, once for ever within the tenant.</summary>
    public required string Key { get; init; }

    /// <summary>The member.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The privilege's code.</summary>
    public required string Privilege { get; init; }

    /// <summary>Where it comes from, a code of <see cref="EntitlementSources"/> or another one.</summary>
    public required string Source { get; init; }

    /// <summary>How often it may be used; null for any number of times.</summary>
    public int? Count { get; init; }

    /// <summary>From when on, whole microseconds.</summary>
    public required Instant From { get; init; }

    /// <summary>When it can be used no more, whole microseconds; null for never.</summary>
    public Instant? Until { get; init; }

    /// <summary>How often it is used now; uses that were taken back do not count.</summary>
    public int Used { get; init; }

    /// <summary>When it was withdrawn, whole microseconds; null where it was not.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Whether its period holds an instant and it was not withdrawn by then.</summary>
    public bool HoldsAt(Instant at) => From <= at && (Until is null || at < Until) && (WithdrawnAt is null || at < WithdrawnAt);

    internal void Check()
    {
        Require.NotEmpty(Key, "entitlement.key");
        Require.Code(Privilege, "entitlement.privilege");
        Require.Code(Source, "entitlement.source");
        Require.InRange(Count, 1, 1_000_000, "entitlement.count");
        Require.InRange(Used, 0, Count ?? int.MaxValue, "entitlement.used");
        Require.InOrder(From, Until, "entitlement.until");
    }
}
