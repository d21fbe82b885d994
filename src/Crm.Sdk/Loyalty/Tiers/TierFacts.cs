using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The facts that count for a member's tier, from its documents and the ledger.</summary>
internal static class TierFacts
{
    /// <summary>A walk of a member, with all facts that are known.</summary>
    public static async Task<TierWalk> WalkAsync(EarningPlan plan, MemberFile file, IEarningBook book, CancellationToken cancellationToken)
    {
        var walk = new TierWalk(plan.Ladder!, plan.Zone, file.JoinedAt!.Value, file.Decisions);
        if (plan.Ladder!.Measure is TierMeasure.Spend or TierMeasure.Orders)
        {
            AddOrders(plan, file, walk);
        }
        else if (plan.Ladder.Measure == TierMeasure.Points)
        {
            await book.AddPointsAsync(file, plan, walk, cancellationToken).ConfigureAwait(false);
        }

        return walk;
    }

    private static void AddOrders(EarningPlan plan, MemberFile file, TierWalk walk)
    {
        TierLadder ladder = plan.Ladder!;
        Instant joined = plan.EarnsFrom(file.JoinedAt!.Value);
        foreach (DocumentRef sale in file.Documents)
        {
            if (sale.Rank != DocumentRank.Sale || sale.IsCancelled || sale.At < joined || sale.At >= file.LeftAt || (ladder.Measure == TierMeasure.Spend && sale.Currency != ladder.Currency))
            {
                continue;
            }

            LocalDate day = sale.At.InZone(plan.Zone).Date;
            walk.Add(new TierFact(sale.At, day, ladder.Measure == TierMeasure.Spend ? sale.Net : 1));
            long left = sale.Net;
            foreach (DocumentRef back in file.ReturnsOf(sale.Id))
            {
                long taken = back.IsCancelled ? 0 : Math.Clamp(-back.Net, 0, left);
                left -= taken;
                if (taken > 0 && (ladder.Measure == TierMeasure.Spend || left == 0))
                {
                    walk.Add(new TierFact(Instant.Max(sale.At, back.At), day, ladder.Measure == TierMeasure.Spend ? -taken : -1));
                }
            }
        }
    }
}
