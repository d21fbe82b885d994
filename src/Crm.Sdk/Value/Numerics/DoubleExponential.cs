namespace Crm.Sdk.Value;

/// <summary>Integrals by the double-exponential rule (Takahasi and Mori 1974), which endpoint singularities do not disturb.</summary>
/// <remarks>Thread-safe. Relative accuracy about 1e-13 for integrands that are smooth inside.</remarks>
internal static class DoubleExponential
{
    private const double HalfPi = Math.PI / 2;
    private const double Reach = 6.2; // beyond it the weights are below the least double
    private const int Levels = 9;
    private const double Enough = 1e-14;

    /// <summary>The integral over u from 0 to infinity of an integrand that decays at least as a power.</summary>
    public static double OverHalfLine(Func<double, double> integrand) => Integrate(t =>
    {
        double u = Math.Exp(HalfPi * Math.Sinh(t));
        double weight = HalfPi * Math.Cosh(t) * u;
        double value = u > 0 && double.IsFinite(u) ? integrand(u) * weight : 0;
        return double.IsFinite(value) ? value : 0;
    });

    /// <summary>The integral over p from 0 to 1. The integrand gets p and 1 − p, each exact near its own end.</summary>
    public static double OverUnit(Func<double, double, double> integrand) => Integrate(t =>
    {
        double e = Math.Exp(-Math.PI * Math.Sinh(Math.Abs(t)));
        double small = e / (1 + e), large = 1 / (1 + e);
        double weight = Math.PI * Math.Cosh(t) * small * large;
        double value = small > 0 ? (t < 0 ? integrand(small, large) : integrand(large, small)) * weight : 0;
        return double.IsFinite(value) ? value : 0;
    });

    /// <summary>The trapezoidal rule with halved steps until two sums agree.</summary>
    private static double Integrate(Func<double, double> integrand)
    {
        double step = 1, sum = integrand(0);
        for (double t = step; t <= Reach; t += step)
        {
            sum += integrand(t) + integrand(-t);
        }

        double previous = step * sum;
        for (int level = 1; level <= Levels; level++)
        {
            for (double t = step / 2; t <= Reach; t += step)
            {
                sum += integrand(t) + integrand(-t);
            }

            step /= 2;
            double now = step * sum;
            if (level > 2 && Math.Abs(now - previous) <= Enough * Math.Abs(now))
            {
                return now;
            }

            previous = now;
        }

        return previous;
    }
}
