namespace Crm.Sdk.Loyalty;

/// <summary>What of a transaction can be taken back: its entries on the member's side, and those by which lapsed points were counted as taken back, or no longer.</summary>
internal static class PointsPieces
{
    public static bool IsPiece(PointsEntry entry) => entry.IsMembers || entry.Account == PointsLedgerAccount.Expired;

    /// <summary>How many points a transaction moved over the border between the member and the programme, and so how many can be taken back of it.</summary>
    public static long Size(PointsTransaction transaction) => transaction.Entries.Where(IsPiece).Sum(static entry => Math.Abs(entry.Points));

    /// <summary>The programme's account on the other side.</summary>
    public static PointsEntry Contra(PointsTransaction transaction) => transaction.Entries.First(static entry => !IsPiece(entry));

    /// <summary>The pieces that hold the points from <paramref name="skip"/> on, the last entry first: what was taken last comes back first, in however many parts.</summary>
    public static IEnumerable<(PointsEntry Entry, long Points)> Backwards(PointsTransaction transaction, long skip, long points)
    {
        foreach (PointsEntry entry in transaction.Entries.Where(IsPiece).Reverse())
        {
            long here = Math.Abs(entry.Points);
            long passed = Math.Min(skip, here);
            skip -= passed;
            long taken = Math.Min(points, here - passed);
            points -= taken;
            if (taken > 0)
            {
                yield return (entry, taken);
            }
        }
    }
}
