using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The postings that lead the ledger from what it holds for a document to what the document earns: only the difference, so that nothing happens where nothing changed.</summary>
internal static class EarningSettlement
{
    /// <summary>How many points of a wallet a document earns, after what has come back.</summary>
    public static long Target(PointsEarning earning, string wallet) => earning.Outcome == EarningOutcomes.Cancelled
        ? 0
        : earning.Parts.Where(part => part.Wallet == wallet).Select(static part => part.Rule).Distinct(StringComparer.Ordinal).Sum(earning.Kept);

    public static long Standing(PointsEarning earning, string wallet) => earning.Postings.Where(posting => posting.Wallet == wallet).Sum(static posting => posting.Standing);

    /// <summary>The steps, in their order.</summary>
    /// <param name="earning">The earning as it is to be, with the postings that there are.</param>
    /// <param name="changedAt">As of when points are taken back.</param>
    /// <param name="isMoved">Whether the postings are of another member, who gives everything back.</param>
    public static IEnumerable<EarningStep> Steps(PointsEarning earning, Instant changedAt, bool isMoved)
    {
        PointsEarning now = earning with { Digest = string.Empty };
        foreach (string wallet in earning.Parts.Select(static part => part.Wallet).Concat(earning.Postings.Select(static posting => posting.Wallet)).Distinct(StringComparer.Ordinal))
        {
            long target = Target(earning, wallet), kept = isMoved ? 0 : target;
            for (int place = now.Postings.Count - 1; place >= 0 && Standing(now, wallet) > kept; place--)
            {
                EarningPosting posting = now.Postings[place];
                long back = Math.Min(posting.Standing, Standing(now, wallet) - kept);
                if (posting.Wallet == wallet && back > 0)
                {
                    now = now with { Changes = now.Changes + 1, Postings = new(now.Postings.Items.SetItem(place, posting with { Reversed = posting.Reversed + back })) };
                    yield return new EarningStep(PointsPosting.Reverse(Key(now), posting.Key, back) with { Programme = now.Programme, At = changedAt, Reference = now.Reference }, now);
                }
            }

            if (target - Standing(now, wallet) is > 0 and var more)
            {
                now = now with { Changes = now.Changes + 1 };
                now = now with { Postings = now.Postings.Add(new EarningPosting(Key(now), wallet, more)) };
                yield return new EarningStep(PointsPosting.Earn(Key(now), now.Customer, more) with { Programme = now.Programme, Wallet = wallet, At = now.OccurredAt, Reference = now.Reference }, now);
            }
        }
    }

    private static string Key(PointsEarning earning) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{earning.Source switch { EarningSource.Order => "order", EarningSource.Interaction => "interaction", EarningSource.Birthday => "birthday", _ => "enrolment" }}/{earning.Document}/{earning.Changes}");
}
