using System.Runtime.Intrinsics;

namespace Crm.Sdk.Value;

/// <summary>
/// I = ∫ (α + u)^−(r+x) (β + u)^−(s+1) du from t_x to T: the chance, up to a factor, that a customer of the Pareto/NBD model became inactive between the last purchase and the end; with
/// the means, under that density, of ln(α + u), ln(β + u), 1/(α + u) and 1/(β + u), of which the gradient is made.
/// </summary>
/// <remarks>
/// <para>
/// The literature writes I as the difference of two Gaussian hypergeometric functions, with the greater of α and β first (Fader and Hardie 2005, A Note on Deriving the Pareto/NBD Model).
/// That difference cancels for frequent buyers, needs α = β apart, and its derivatives by the parameters have no closed form. The integral has none of these troubles: its integrand is
/// positive and log-convex.
/// </para>
/// <para>
/// It is taken over w = ln(m + u), m the lesser of α and β, by Gauss-Legendre panels of 12 points. A panel spans at most 3 of w, since the other factor has a singularity at distance π, and
/// at most 10 of the integrand's logarithm; what lies 40 below the peak is left out. Relative accuracy about 1e-13. A mutable accumulator of one thread; values are valid after
/// <see cref="Compute"/>.
/// </para>
/// </remarks>
internal ref struct DeathIntegral
{
    private const double LongestPanel = 3;
    private const double SteepestPanel = 10;
    private const double Negligible = 40;

    private static readonly Vector256<double>[] Nodes = // of [0, 1], 12 points
    [
        Vector256.Create(0.009219682876640378, 0.0479413718147626, 0.11504866290284765, 0.20634102285669126),
        Vector256.Create(0.31608425050090994, 0.43738329574426554, 0.5626167042557344, 0.6839157494990901),
        Vector256.Create(0.7936589771433087, 0.8849513370971523, 0.9520586281852375, 0.9907803171233596),
    ];

    private static readonly Vector256<double>[] Weights =
    [
        Vector256.Create(0.02358766819325601, 0.05346966299765944, 0.08003916427167306, 0.10158371336153282),
        Vector256.Create(0.11674626826917732, 0.12457352290670134, 0.12457352290670134, 0.11674626826917732),
        Vector256.Create(0.10158371336153282, 0.08003916427167306, 0.05346966299765944, 0.02358766819325601),
    ];

    /// <summary>ln I; minus infinity where t_x is T.</summary>
    public double Log { get; private set; }

    public double MeanLogAlpha { get; private set; }

    public double MeanLogBeta { get; private set; }

    public double MeanInverseAlpha { get; private set; }

    public double MeanInverseBeta { get; private set; }

    public void Compute(double alphaExponent, double betaExponent, double alpha, double beta, double from, double to)
    {
        double least = Math.Min(alpha, beta), start = least + from;
        double alphaMore = alpha - least, betaMore = beta - least;
        double span = StableMath.Log1P((to - from) / start);
        double logAlpha0 = Math.Log(alpha + from), logBeta0 = Math.Log(beta + from);
        Vector256<double> sum = default, sumLogAlpha = default, sumLogBeta = default, sumInverseAlpha = default, sumInverseBeta = default;
        double at = 0, peak = 0;
        while (at < span)
        {
            double height = Panel(at, span, start, alphaMore, betaMore, alphaExponent, betaExponent);
            for (int i = 0; i < Nodes.Length; i++)
            {
                Vector256<double> w = Vector256.Create(at) + (Nodes[i] * height);
                Vector256<double> shifted = Vector256.Create(start) * Vector256.Exp(w); // m + u
                Vector256<double> alphaAt = shifted + Vector256.Create(alphaMore), betaAt = shifted + Vector256.Create(betaMore);
                Vector256<double> logAlpha = Vector256.Log(alphaAt) - Vector256.Create(logAlpha0), logBeta = Vector256.Log(betaAt) - Vector256.Create(logBeta0);
                Vector256<double> density = Vector256.Exp(w - (logAlpha * alphaExponent) - (logBeta * betaExponent)) * Weights[i] * height;
                sum += density;
                sumLogAlpha += density * logAlpha;
                sumLogBeta += density * logBeta;
                sumInverseAlpha += density / alphaAt;
                sumInverseBeta += density / betaAt;
            }

            at += height;
            double value = LogDensity(at, start, alphaMore, betaMore, alphaExponent, betaExponent, logAlpha0, logBeta0);
            peak = Math.Max(peak, value);
            if (value < peak - Negligible)
            {
                break;
            }
        }

        double total = Vector256.Sum(sum);
        Log = Math.Log(total) + Math.Log(start) - (alphaExponent * logAlpha0) - (betaExponent * logBeta0);
        double inverse = total > 0 ? 1 / total : 0;
        MeanLogAlpha = (Vector256.Sum(sumLogAlpha) * inverse) + logAlpha0;
        MeanLogBeta = (Vector256.Sum(sumLogBeta) * inverse) + logBeta0;
        MeanInverseAlpha = Vector256.Sum(sumInverseAlpha) * inverse;
        MeanInverseBeta = Vector256.Sum(sumInverseBeta) * inverse;
    }

    /// <summary>How long the panel at w may be: the slope of the integrand's logarithm only grows along it, so its end is looked at.</summary>
    private static double Panel(double at, double span, double start, double alphaMore, double betaMore, double alphaExponent, double betaExponent)
    {
        double height = Math.Min(LongestPanel, span - at);
        double end = start * Math.Exp(at + height);
        double slope = (alphaExponent * end / (end + alphaMore)) + (betaExponent * end / (end + betaMore));
        return Math.Min(height, SteepestPanel / slope);
    }

    private static double LogDensity(
        double w, double start, double alphaMore, double betaMore, double alphaExponent, double betaExponent, double logAlpha0, double logBeta0)
    {
        double shifted = start * Math.Exp(w);
        return w - (alphaExponent * (Math.Log(shifted + alphaMore) - logAlpha0)) - (betaExponent * (Math.Log(shifted + betaMore) - logBeta0));
    }
}
