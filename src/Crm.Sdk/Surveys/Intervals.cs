using MathNet.Numerics.Distributions;

namespace Crm.Sdk.Surveys;

/// <summary>Confidence intervals of 95 per cent.</summary>
/// <remarks>Thread-safe.</remarks>
public static class Intervals
{
    private const double Z = 1.959963984540054; // the 97.5 per cent quantile of the standard normal distribution
    private const int Halvings = 60;

    /// <summary>A share: the score interval of Wilson (1927), which also holds for few cases and for shares near 0 and 1.</summary>
    /// <param name="cases">How many of them.</param>
    /// <param name="all">Of how many; null is answered for 0.</param>
    public static Estimate? Share(long cases, long all)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cases);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cases, all);
        if (all == 0)
        {
            return null;
        }

        double n = all, p = cases / n, square = Z * Z, middle = (p + (square / (2 * n))) / (1 + (square / n));
        double half = Z / (1 + (square / n)) * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        return new Estimate(p, cases == 0 ? 0 : Math.Max(0, middle - half), cases == all ? 1 : Math.Min(1, middle + half));
    }

    /// <summary>A share less another of the same cases, such as promoters less detractors: the score interval of Tango (1998), Statistics in Medicine 17, 891–908, which is Wilson's for such differences.</summary>
    /// <param name="plus">How many count for it.</param>
    /// <param name="minus">How many count against it.</param>
    /// <param name="all">Of how many; null is answered for 0.</param>
    public static Estimate? Net(long plus, long minus, long all)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(plus);
        ArgumentOutOfRangeException.ThrowIfNegative(minus);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plus + minus, all);
        if (all == 0)
        {
            return null;
        }

        double value = (plus - minus) / (double)all;
        return new Estimate(value, Solve(plus, minus, all, -1, value, Z), Solve(plus, minus, all, value, 1, -Z));
    }

    /// <summary>A share of one sample less that of another: the hybrid score interval of Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.</summary>
    /// <param name="cases">How many of the first.</param>
    /// <param name="all">Of how many.</param>
    /// <param name="otherCases">How many of the second.</param>
    /// <param name="otherAll">Of how many; null is answered where one of both is 0.</param>
    public static Estimate? Difference(long cases, long all, long otherCases, long otherAll)
    {
        if (Share(cases, all) is not { } first || Share(otherCases, otherAll) is not { } second)
        {
            return null;
        }

        double value = first.Value - second.Value;
        return new Estimate(
            value,
            value - double.Hypot(first.Value - first.Low, second.High - second.Value),
            value + double.Hypot(first.High - first.Value, second.Value - second.Low));
    }

    /// <summary>A mean: Student's interval.</summary>
    /// <param name="sum">The sum of the values.</param>
    /// <param name="squares">The sum of their squares.</param>
    /// <param name="count">How many; null is answered for fewer than 2, of which nothing is known of the spread.</param>
    public static Estimate? Mean(double sum, double squares, long count)
    {
        if (count < 2)
        {
            return null;
        }

        double mean = sum / count, variance = Math.Max(0, squares - (sum * mean)) / (count - 1);
        double half = StudentT.InvCDF(0, 1, count - 1, 0.975) * Math.Sqrt(variance / count);
        return new Estimate(mean, mean - half, mean + half);
    }

    /// <summary>Where the statistic, which falls as the difference grows, is <paramref name="wanted"/>.</summary>
    private static double Solve(long plus, long minus, long all, double low, double high, double wanted)
    {
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Statistic(plus, minus, all, middle) > wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>How far the sample lies from a difference, in standard deviations under that difference; the share against it is the likeliest under it.</summary>
    internal static double Statistic(long plus, long minus, long all, double difference)
    {
        double n = all, a = 2 * n, b = (difference * (a - plus + minus)) - plus - minus, c = -minus * difference * (1 - difference);
        double against = (Math.Sqrt(Math.Max(0, (b * b) - (4 * a * c))) - b) / (2 * a);
        double variance = n * ((2 * against) + (difference * (1 - difference)));
        double distance = plus - minus - (n * difference);
        return variance <= 0 ? distance == 0 ? 0 : Math.Sign(distance) * double.MaxValue : distance / Math.Sqrt(variance);
    }
}
