using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Makes decisions on tiers again from what is kept of them.</summary>
internal static class TierReplay
{
    /// <summary>The decision as the ladder makes it of what the given one was made of; an invitation is taken as it was given.</summary>
    public static TierDecision Again(TierLadder ladder, DateTimeZone zone, TierDecision decision)
    {
        LocalDate day = decision.At.InZone(zone).Date;
        TierStanding before = TierRules.Effective(ladder, new TierStanding
        {
            Tier = decision.Before, Reached = decision.Before, Since = decision.SinceBefore, Ends = decision.EndsBefore, Invited = decision.Invited, InvitedUntil = decision.InvitedUntil,
        });
        (TierMove move, TierStanding after) = decision.Measured is { } measured
            ? TierRules.Judge(ladder, before, decision.JoinedOn, day, measured) ?? (decision.Move == TierMove.Renewed ? TierMove.Down : TierMove.Renewed, before) // nothing: another answer than any
            : (decision.Move, before);
        return decision with
        {
            Move = move,
            MeasuredFrom = decision.Measured is null ? null : TierRules.MeasuredFrom(ladder, before, decision.JoinedOn, day),
            Reached = after.Reached,
            Since = after.Since,
            Ends = after.Ends,
            Tier = after.Tier,
        };
    }
}
