using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>A customer's own rhythm of buying, and what it says of the next time (RE-3).</summary>
/// <remarks>Medians and quartiles, so that one long pause or one double order moves little. Immutable and thread-safe.</remarks>
/// <param name="Last">The last day of buying.</param>
/// <param name="Times">On how many days was bought.</param>
/// <param name="IntervalDays">The median number of days from one day of buying to the next, above 0.</param>
/// <param name="Expected">The last day plus that median, rounded up to a whole day.</param>
/// <param name="From">The last day plus the lower quartile of the numbers of days: a quarter of the intervals were no longer.</param>
/// <param name="Until">The last day plus the upper quartile: three quarters were no longer.</param>
/// <param name="Quantity">The median of the quantities of a day; null where none are known.</param>
public sealed record PurchaseRhythm(LocalDate Last, int Times, double IntervalDays, LocalDate Expected, LocalDate From, LocalDate Until, Quantity? Quantity)
{
    /// <summary>The fewest days of buying that make a rhythm: two intervals.</summary>
    public const int MinTimes = 3;

    /// <summary>The rhythm of some days of buying.</summary>
    /// <param name="days">The days, ascending, each once.</param>
    /// <param name="quantities">How many on each; none where that is not known.</param>
    /// <returns>Null where there are fewer than <see cref="MinTimes"/> days: undefined.</returns>
    public static PurchaseRhythm? Of(ValueList<LocalDate> days, ValueList<Quantity> quantities = default)
    {
        if (days.Count < MinTimes)
        {
            return null;
        }

        double[] gaps = new double[days.Count - 1];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = Period.DaysBetween(days[i], days[i + 1]);
        }

        Array.Sort(gaps);
        LocalDate last = days[^1];
        double median = Quantile(gaps, 0.5);
        return new PurchaseRhythm(last, days.Count, median, After(last, median), After(last, Quantile(gaps, 0.25)), After(last, Quantile(gaps, 0.75)), Median(quantities));
    }

    private static LocalDate After(LocalDate day, double days) => day.PlusDays((int)Math.Ceiling(days));

    private static Quantity? Median(ValueList<Quantity> quantities)
    {
        if (quantities.IsEmpty)
        {
            return null;
        }

        long[] sorted = [.. quantities.Select(static quantity => quantity.Millionths).Order()];
        int middle = sorted.Length / 2;
        return new Quantity(sorted.Length % 2 == 1 ? sorted[middle] : sorted[middle - 1] + ((sorted[middle] - sorted[middle - 1]) / 2));
    }

    /// <summary>A quantile of sorted values, linear between neighbours (type 7 of Hyndman and Fan).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
