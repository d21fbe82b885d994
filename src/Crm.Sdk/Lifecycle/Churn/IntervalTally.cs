namespace Crm.Sdk.Lifecycle;

/// <summary>The intervals between the purchases of many customers, counted by days: median and spread in bounded memory.</summary>
internal sealed class IntervalTally
{
    /// <summary>Longer ones count as this long.</summary>
    private const int Longest = 3_650;

    private readonly long[] _days = new long[Longest + 1];

    public long Count { get; private set; }

    public void Add(int days)
    {
        _days[Math.Min(days, Longest)]++;
        Count++;
    }

    /// <summary>The rhythm; null where there are fewer intervals than asked for.</summary>
    public PurchaseRhythm? Rhythm(IntervalSource from, int least)
    {
        if (Count < least)
        {
            return null;
        }

        double median = MedianOf(_days);
        long[] halves = new long[(2 * Longest) + 1]; // deviations in half days, as a median may lie between two days
        for (int days = 0; days < _days.Length; days++)
        {
            halves[(int)Math.Abs((2 * days) - (2 * median))] += _days[days];
        }

        return new PurchaseRhythm(median, UsualInterval.NormalScale * MedianOf(halves) / 2, from, Count);
    }

    private double MedianOf(long[] counts) => (At(counts, (Count - 1) / 2) + (double)At(counts, Count / 2)) / 2;

    /// <summary>The value at a place in their order.</summary>
    private static int At(long[] counts, long place)
    {
        int value = 0;
        for (long before = counts[0]; before <= place; before += counts[value])
        {
            value++;
        }

        return value;
    }
}
