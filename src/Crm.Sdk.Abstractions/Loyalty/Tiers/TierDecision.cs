using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A decision on a member's tier, 等级变动, with everything that it was made of, so that it comes out the same again (LO-2). Never changed and never removed.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record TierDecision
{
    /// <summary>The greatest length of a reason, in UTF-16 units.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Its id; it follows from the programme, the member and the number.</summary>
    public required TierDecisionId Id { get; init; }

    /// <summary>The member; of merged customers the survivor at the time.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The programme's code.</summary>
    public required string Programme { get; init; }

    /// <summary>The version of the programme whose ladder was applied.</summary>
    public required int ProgrammeVersion { get; init; }

    /// <summary>Its place among the decisions on the member: 1, 2, 3 and so on.</summary>
    public required int Number { get; init; }

    /// <summary>From when on it holds, whole microseconds.</summary>
    public required Instant At { get; init; }

    /// <summary>What it did.</summary>
    public required TierMove Move { get; init; }

    /// <summary>The reached tier before.</summary>
    public required string Before { get; init; }

    /// <summary>Since when the reached tier before held.</summary>
    public required LocalDate SinceBefore { get; init; }

    /// <summary>The end of the reached tier before; null in the lowest tier.</summary>
    public LocalDate? EndsBefore { get; init; }

    /// <summary>The day of the enrolment.</summary>
    public required LocalDate JoinedOn { get; init; }

    /// <summary>The measure: points, minor units of the ladder's currency, orders, or years; null where it was not asked.</summary>
    public long? Measured { get; init; }

    /// <summary>The first day over which the measure counted; null for everything ever and for years.</summary>
    public LocalDate? MeasuredFrom { get; init; }

    /// <summary>The tier that the member is in by what was reached.</summary>
    public required string Reached { get; init; }

    /// <summary>Since when.</summary>
    public required LocalDate Since { get; init; }

    /// <summary>The last day of the reached tier, without the grace; null in the lowest tier.</summary>
    public LocalDate? Ends { get; init; }

    /// <summary>The tier that the member is invited into; null for none.</summary>
    public string? Invited { get; init; }

    /// <summary>The last day of the invitation; null for no end.</summary>
    public LocalDate? InvitedUntil { get; init; }

    /// <summary>The member's tier from then on: the higher one of the reached and the invited.</summary>
    public required string Tier { get; init; }

    /// <summary>Why, in the actor's words; of an invitation.</summary>
    public string? Reason { get; init; }

    /// <summary>When, by whom and by which run it was added; set by the session.</summary>
    public Origin? Origin { get; init; }

    internal void Check()
    {
        Require.Defined((TierMove?)Move, "tier-decision.move");
        Require.Code(Before, "tier-decision.before");
        Require.Code(Reached, "tier-decision.reached");
        Require.Code(Invited, "tier-decision.invited");
        Require.Code(Tier, "tier-decision.tier");
        Require.NotEmpty(Reason, "tier-decision.reason");
        Require.That(Move != TierMove.Invited || Reason is not null, "tier-decision.reason", "an invitation says why");
    }
}
