using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How a ladder judges a member on a day: pure functions of the ladder, the standing and the measure (LO-2).</summary>
internal static class TierRules
{
    /// <summary>The first day on which a tier is reviewed; null for never.</summary>
    public static LocalDate? ReviewOn(TierLadder ladder, TierStanding standing) => standing.Ends?.PlusDays(ladder.GraceDays + 1);

    /// <summary>The first day over which the measure counts; null for everything ever, and for years.</summary>
    public static LocalDate? MeasuredFrom(TierLadder ladder, TierStanding standing, LocalDate joined, LocalDate day) => ladder.Measure == TierMeasure.Years ? null : ladder.Window switch
    {
        TierWindow.Ever => null,
        TierWindow.Rolling => day.PlusMonths(-ladder.Months).PlusDays(1),
        _ => ladder.PeriodStart(standing.Ends is { } end && end < day ? end : day, joined, standing.Since),
    };

    /// <summary>The highest tier that a measure supports.</summary>
    public static int Target(TierLadder ladder, long measured)
    {
        int target = 0;
        for (int rank = 1; rank < ladder.Tiers.Count; rank++)
        {
            if (ladder.Tiers[rank].Minimum is { } minimum && ladder.Units(minimum) <= measured)
            {
                target = rank;
            }
        }

        return target;
    }

    /// <summary>What a ladder decides on a day; null for nothing. Up goes at once, down only at a review.</summary>
    public static (TierMove Move, TierStanding After)? Judge(TierLadder ladder, TierStanding standing, LocalDate joined, LocalDate day, long measured)
    {
        int current = Math.Max(0, ladder.RankOf(standing.Reached)), target = Target(ladder, measured);
        if (target > current)
        {
            return (TierMove.Up, Enter(target, day));
        }

        if (ReviewOn(ladder, standing) is not { } review || day < review)
        {
            return null;
        }

        if (target == current || ladder.Downgrade == TierDowngrade.None)
        {
            return (TierMove.Renewed, standing with { Ends = ladder.EndOf(standing.Ends!.Value.PlusDays(1), joined, standing.Since) });
        }

        return (TierMove.Down, Enter(ladder.Downgrade == TierDowngrade.ToMeasure ? target : Math.Max(target, Below(current)), day));

        int Below(int rank)
        {
            do
            {
                rank--;
            }
            while (ladder.Tiers[rank].IsByInvitation);
            return rank;
        }

        TierStanding Enter(int rank, LocalDate since) => Effective(ladder, standing with { Reached = ladder.Tiers[rank].Code, Since = since, Ends = rank == 0 ? null : ladder.EndOf(since, joined, since) });
    }

    /// <summary>A standing with the tier that follows from what was reached and the invitation.</summary>
    public static TierStanding Effective(TierLadder ladder, TierStanding standing) =>
        standing with { Tier = ladder.RankOf(standing.Invited) > ladder.RankOf(standing.Reached) ? standing.Invited! : standing.Reached };
}
