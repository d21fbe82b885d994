namespace Crm.Sdk.Value;

/// <summary>
/// How unevenly profit is spread over customers, losses included: the whale curve, which adds up the most profitable first, rises above the whole profit and falls back to it over those who cost more
/// than they bring.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ProfitConcentration
{
    private const int MostPoints = 200;

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

    /// <summary>
    /// The Gini coefficient, Σ(2i − n − 1)xᵢ / (nΣxᵢ) over ascending profit: 0 where all bring the same, towards 1 where one brings all, and above 1 where losses eat up much of the profit. Null where there is
    /// no profit to share.
    /// </summary>
    public double? Gini
    {
        get
        {
            if (Total <= 0)
            {
                return null;
            }

            double ranked = 0;
            for (int i = 0; i < _best.Length; i++)
            {
                ranked += (_best.Length - (2.0 * i) - 1) * _best[i]; // the best stands first
            }

            return ranked / (_best.Length * (double)Total);
        }
    }

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
    public double? OfBest(double share) => ProfitOfBest(share) is var profit && Total > 0 ? (double)profit / Total : null;

    /// <summary>What the best customers bring, in minor units.</summary>
    /// <param name="share">Which part of the customers, 0 to 1, rounded to whole customers.</param>
    public long ProfitOfBest(double share) => _best.Take(CustomersOf(share)).Sum();

    /// <summary>How many customers a part of them is.</summary>
    /// <param name="share">0 to 1.</param>
    public int CustomersOf(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return (int)Math.Round(share * _best.Length, MidpointRounding.AwayFromZero);
    }

    /// <summary>The curve in at most 201 points from no customer to all: the part of the customers, and the share of profit that they bring. Empty where there is no profit to share.</summary>
    public ValueList<(double Customers, double Profit)> Curve()
    {
        if (Total <= 0)
        {
            return [];
        }

        int steps = Math.Min(MostPoints, _best.Length);
        var points = new (double, double)[steps + 1];
        long sum = 0;
        for (int i = 0, taken = 0; i <= steps; i++)
        {
            int upTo = (int)((long)i * _best.Length / steps);
            while (taken < upTo)
            {
                sum += _best[taken++];
            }

            points[i] = ((double)upTo / _best.Length, (double)sum / Total);
        }

        return [.. points];
    }
}
