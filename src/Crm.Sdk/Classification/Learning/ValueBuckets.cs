using System.Numerics;

namespace Crm.Sdk.Classification;

/// <summary>
/// Buckets of whole numbers in their order: numbers below 2,048 have one each, greater ones share one with those of the same highest eleven bits. So one pass that
/// counts finds where a rank lies, and only the numbers of that bucket have to be sorted.
/// </summary>
internal static class ValueBuckets
{
    /// <summary>The bucket of 0; those of numbers above come after it, those of numbers below before it.</summary>
    public const int Zero = 56_320;

    /// <summary>How many buckets there are.</summary>
    public const int Count = 2 * Zero;

    private const int Exact = 2048;
    private const int MantissaBits = 10;

    /// <summary>The bucket of a number: of two numbers the greater one is never in the lower bucket.</summary>
    public static int Of(long value) => value >= 0 ? Zero + OfMagnitude((ulong)value) : Zero - 1 - OfMagnitude((ulong)~value);

    private static int OfMagnitude(ulong magnitude)
    {
        if (magnitude < Exact)
        {
            return (int)magnitude;
        }

        int exponent = BitOperations.Log2(magnitude);
        int mantissa = (int)(magnitude >> (exponent - MantissaBits)) & ((1 << MantissaBits) - 1);
        return Exact + ((exponent - MantissaBits - 1) << MantissaBits) + mantissa;
    }
}
