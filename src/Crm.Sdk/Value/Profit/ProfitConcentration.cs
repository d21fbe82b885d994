namespace Crm.Sdk.Value;

/// <summary>
/// How unevenly profit is spread over customers, losses included: the whale curve, which adds up the most profitable first, rises above the whole profit and falls back to it over those who cost more
/// than they bring.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ProfitConcentration
{
    private readonly long[] _best;

    private ProfitConcentration(long[] best)
    {
        _best = best;
        foreach (long profit in best)
        {
            Total = checked(Total + profit);
            Peak += Math.Max(0, profit);
            Unprofitable += profit < 0 ? 1 : 0;
        }
    }

    /// <summary>How many customers there are.</summary>
    public int Customers => _best.Length;

    /// <summary>How many cost more than they bring.</summary>
    public int Unprofitable { get; }

    /// <summary>The profit of all, in minor units.</summary>
    public long Total { get; }

    /// <summary>The profit of those who bring any, in minor units: the height of the curve.</summary>
    public long Peak { get; }

    /// <summary>Makes the curve.</summary>
    /// <param name="profits">The profit of each customer in minor units of one currency, in any order.</param>
    public static ProfitConcentration Of(IEnumerable<long> profits)
    {
        ArgumentNullException.ThrowIfNull(profits);
        long[] best = [.. profits];
        Array.Sort(best);
        Array.Reverse(best);
        return new ProfitConcentration(best);
    }

    /// <summary>The share of all profit that the best customers bring; above 1 where others lose. Null where there is no profit to share.</summary>
    /// <param name="share">Which part of the customers, 0 to 1, rounded to whole customers.</param>
    public double? OfBest(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return Total > 0 ? _best.Take((int)Math.Round(share * _best.Length, MidpointRounding.AwayFromZero)).Sum(static profit => (double)profit) / Total : null;
    }
}
