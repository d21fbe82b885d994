namespace Crm.Sdk.Reports;

/// <summary>How unevenly revenue is spread over the customers who bought: the concentration curve and the Gini coefficient.</summary>
/// <remarks>
/// The curve is the Lorenz curve read from the other end: the best customers stand first. A customer whose returns outweigh the orders counts with 0.
/// Immutable and thread-safe.
/// </remarks>
public sealed class Concentration
{
    private const int MostPoints = 200;

    private readonly long[] _best;
    private readonly double[] _cumulative;

    private Concentration(long[] best)
    {
        _best = best;
        _cumulative = new double[best.Length + 1];
        double sum = 0, ranked = 0;
        for (int i = 0; i < best.Length; i++)
        {
            sum += best[i];
            ranked += (best.Length - i) * (double)best[i]; // the rank from the worst, 1 for the last
            _cumulative[i + 1] = sum;
        }

        if (sum > 0)
        {
            Gini = (2 * ranked / (best.Length * sum)) - ((best.Length + 1.0) / best.Length);
            for (int i = 1; i < _cumulative.Length; i++)
            {
                _cumulative[i] /= sum;
            }

            _cumulative[^1] = 1;
        }

        IsEmpty = !(sum > 0);
    }

    /// <summary>Whether nobody has spent anything, so that there is no curve.</summary>
    public bool IsEmpty { get; }

    /// <summary>The Gini coefficient, Σ(2i − n − 1)xᵢ / (nΣxᵢ) over ascending spend: 0 where all spend the same, towards 1 where one spends all.</summary>
    public double Gini { get; }

    /// <summary>Makes the curve.</summary>
    /// <param name="spend">What each customer spent in all, in minor units of one currency, in any order.</param>
    public static Concentration Of(IEnumerable<long> spend)
    {
        ArgumentNullException.ThrowIfNull(spend);
        long[] best = [.. spend];
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = Math.Max(0, best[i]);
        }

        Array.Sort(best);
        Array.Reverse(best);
        return new Concentration(best);
    }

    /// <summary>The share of revenue, 0 to 1, that the best customers bring. Between two customers the curve is a straight line.</summary>
    /// <param name="share">Which part of the customers, 0 to 1; 0.2 is the best fifth.</param>
    public double OfBest(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        double place = share * _best.Length;
        int below = Math.Min((int)place, Math.Max(0, _best.Length - 1));
        return _best.Length == 0 ? 0 : _cumulative[below] + ((place - below) * (_cumulative[below + 1] - _cumulative[below]));
    }

    /// <summary>The curve from (0, 0) to (1, 1) in at most 201 points; empty where <see cref="IsEmpty"/>.</summary>
    public ValueList<CurvePoint> Curve()
    {
        if (IsEmpty)
        {
            return [];
        }

        int steps = Math.Min(MostPoints, _best.Length);
        return [.. Enumerable.Range(0, steps + 1).Select(i => new CurvePoint((double)i / steps, OfBest((double)i / steps)))];
    }
}
