namespace Crm.Sdk.Clustering;

/// <summary>Points of some dimensions, one after the other in one array: 8 bytes a coordinate.</summary>
/// <remarks>The array is taken over, not copied. Immutable and thread-safe.</remarks>
public sealed class PointSet
{
    private readonly double[] _coordinates;

    /// <summary>Wraps coordinates.</summary>
    /// <param name="coordinates">The first point's, then the second's, and so on; all finite.</param>
    /// <param name="dimensions">How many a point has, 1 or more.</param>
    /// <exception cref="ArgumentException">The number of coordinates is no multiple of the dimensions, or one is not finite.</exception>
    public PointSet(double[] coordinates, int dimensions)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (coordinates.Length % dimensions != 0 || !Array.TrueForAll(coordinates, double.IsFinite))
        {
            throw new ArgumentException($"{coordinates.Length} coordinates are no points of {dimensions}, or one is not finite.", nameof(coordinates));
        }

        (_coordinates, Dimensions) = (coordinates, dimensions);
    }

    /// <summary>How many points there are.</summary>
    public int Count => _coordinates.Length / Dimensions;

    /// <summary>How many coordinates a point has.</summary>
    public int Dimensions { get; }

    /// <summary>The coordinates of a point.</summary>
    /// <param name="point">From 0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<double> this[int point] => _coordinates.AsSpan(point * Dimensions, Dimensions);
}
