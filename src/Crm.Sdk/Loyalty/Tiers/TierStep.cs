using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A decision of a walk, with what it was made of.</summary>
/// <param name="Move">What it did.</param>
/// <param name="Before">The standing before.</param>
/// <param name="After">The standing after; its <see cref="TierStanding.DecidedAt"/> is when.</param>
/// <param name="JoinedOn">The day of the enrolment.</param>
/// <param name="Measured">The measure; null where it was not asked.</param>
/// <param name="MeasuredFrom">The first day over which it counted.</param>
internal sealed record TierStep(TierMove Move, TierStanding Before, TierStanding After, LocalDate JoinedOn, long? Measured, LocalDate? MeasuredFrom)
{
    /// <summary>The decision as it is kept.</summary>
    public TierDecision ToDecision(CustomerId customer, string programme, int version, string? reason = null) => new()
    {
        Id = TierDecisionId.Of(programme, customer, After.Decisions),
        Customer = customer,
        Programme = programme,
        ProgrammeVersion = version,
        Number = After.Decisions,
        At = After.DecidedAt!.Value,
        Move = Move,
        Before = Before.Reached,
        SinceBefore = Before.Since,
        EndsBefore = Before.Ends,
        JoinedOn = JoinedOn,
        Measured = Measured,
        MeasuredFrom = MeasuredFrom,
        Reached = After.Reached,
        Since = After.Since,
        Ends = After.Ends,
        Invited = After.Invited,
        InvitedUntil = After.InvitedUntil,
        Tier = After.Tier,
        Reason = reason,
    };
}
