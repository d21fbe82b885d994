namespace Crm.Sdk.Tests.Value;

/// <summary>Gauss's hypergeometric function ₂F₁(a, b; c; z), z from 0 to below 1, c above 0: what the published formulas are written in, and the models are held against.</summary>
/// <remarks>
/// Series of positive terms, after the transformation that makes them fall fastest: Euler's ₂F₁(a, b; c; z) = (1 − z)^(c−a−b) ₂F₁(c − a, c − b; c; z)
/// (Abramowitz and Stegun 15.3.3) where c is less than a + b, as it is in the likelihoods of purchases. In logarithms, so that the huge values of frequent buyers do
/// not overflow. Thread-safe.
/// </remarks>
internal static class GaussHypergeometric
{
    private const int MostTerms = 100_000;

    /// <summary>ln ₂F₁(a, b; c; z) for a, b, c above 0; NaN where the series did not converge, which z very near 1 can cause.</summary>
    public static double Log(double a, double b, double c, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(z);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(z, 1);
        double excess = c - a - b;
        return excess < 0 && c - a > 0 && c - b > 0
            ? (excess * Math.Log(1 - z)) + LogSeries(c - a, c - b, c, z)
            : LogSeries(a, b, c, z);
    }

    /// <summary>Σ (a)_n (b)_n zⁿ / ((c)_n n!), positive terms, scaled down when it grows.</summary>
    private static double LogSeries(double a, double b, double c, double z)
    {
        const double Large = 1e200;
        double term = 1, sum = 1, scale = 0;
        for (int n = 0; n < MostTerms; n++)
        {
            double ratio = (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            term *= ratio;
            sum += term;
            if (sum > Large)
            {
                sum /= Large;
                term /= Large;
                scale += Math.Log(Large);
            }

            // Once the ratio falls, the rest is below the geometric series.
            if (ratio < 1 && term * ratio <= 1e-17 * sum * (1 - Math.Max(ratio, z)))
            {
                return scale + Math.Log(sum);
            }
        }

        return double.NaN;
    }
}
