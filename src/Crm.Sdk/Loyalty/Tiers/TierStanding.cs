using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>In which tier a member is, and until when.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record TierStanding
{
    /// <summary>The tier: the higher one of the reached and the invited.</summary>
    public required string Tier { get; init; }

    /// <summary>The tier by what was reached.</summary>
    public required string Reached { get; init; }

    /// <summary>Since when.</summary>
    public required LocalDate Since { get; init; }

    /// <summary>The last day of the reached tier, without the grace; null in the lowest tier.</summary>
    public LocalDate? Ends { get; init; }

    /// <summary>The tier that the member is invited into; null for none.</summary>
    public string? Invited { get; init; }

    /// <summary>The last day of the invitation; null for no end.</summary>
    public LocalDate? InvitedUntil { get; init; }

    /// <summary>When the last decision was made; null before the first.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>How many decisions were made.</summary>
    public int Decisions { get; init; }

    /// <summary>Where a member begins: in the lowest tier.</summary>
    internal static TierStanding Start(TierLadder ladder, LocalDate joined) => new() { Tier = ladder.Tiers[0].Code, Reached = ladder.Tiers[0].Code, Since = joined };

    /// <summary>Where a decision left the member.</summary>
    internal static TierStanding After(TierDecision decision) => new()
    {
        Tier = decision.Tier,
        Reached = decision.Reached,
        Since = decision.Since,
        Ends = decision.Ends,
        Invited = decision.Invited,
        InvitedUntil = decision.InvitedUntil,
        DecidedAt = decision.At,
        Decisions = decision.Number,
    };
}
