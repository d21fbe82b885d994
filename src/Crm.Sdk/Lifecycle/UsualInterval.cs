namespace Crm.Sdk.Lifecycle;

/// <summary>The days between the days of one kind of fact, in their order of size: their median, and how far they spread around it.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class UsualInterval
{
    /// <summary>What makes the median absolute deviation of normal values as great as their standard deviation: 1 ÷ Φ⁻¹(3/4). P. J. Rousseeuw, C. Croux, JASA 88 (1993), 1273–1283.</summary>
    public const double NormalScale = 1.4826;

    private readonly List<int> _sorted = [];

    public int Count => _sorted.Count;

    public void Add(int days)
    {
        int at = _sorted.BinarySearch(days);
        _sorted.Insert(at < 0 ? ~at : at, days);
    }

    public void Clear() => _sorted.Clear();

    /// <summary>The median; null where there is none.</summary>
    public double? Median => MedianOf(_sorted);

    /// <summary>The median absolute deviation from the median, scaled to a standard deviation; null where there is none.</summary>
    public double? Spread
    {
        get
        {
            if (Median is not { } median)
            {
                return null;
            }

            double[] deviations = [.. _sorted.Select(days => Math.Abs(days - median)).Order()];
            return NormalScale * MedianOf(deviations);
        }
    }

    private static double? MedianOf(List<int> sorted) => sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + (double)sorted[sorted.Count / 2]) / 2;

    private static double MedianOf(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
