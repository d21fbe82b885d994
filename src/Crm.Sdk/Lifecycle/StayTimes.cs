namespace Crm.Sdk.Lifecycle;

/// <summary>How long stays are, of which some go on: their median by E. L. Kaplan and P. Meier, JASA 53 (1958), 457–481.</summary>
/// <remarks>Memory grows with the different lengths in days, not with the stays.</remarks>
internal sealed class StayTimes
{
    private readonly SortedDictionary<int, (long Ended, long Ongoing)> _byDays = [];

    public long Count { get; private set; }

    public long Ongoing { get; private set; }

    public void Add(int days, bool hasEnded)
    {
        (long ended, long ongoing) = _byDays.GetValueOrDefault(days);
        _byDays[days] = hasEnded ? (ended + 1, ongoing) : (ended, ongoing + 1);
        Count++;
        Ongoing += hasEnded ? 0 : 1;
    }

    /// <summary>The first number of days after which at most half of the stays go on; null where it was not seen.</summary>
    public int? Median()
    {
        double share = 1;
        long left = Count;
        foreach ((int days, (long ended, long ongoing)) in _byDays)
        {
            share *= 1 - ((double)ended / left);
            left -= ended + ongoing; // one that goes on that long was at risk on its last day too
            if (ended > 0 && share <= 0.5 + 1e-12)
            {
                return days;
            }
        }

        return null;
    }
}
