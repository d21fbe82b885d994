namespace Crm.Sdk.Value;

/// <summary>The logarithm of the gamma function and its derivative for positive arguments, to about 1e-14.</summary>
/// <remarks>Stirling's asymptotic series (Abramowitz and Stegun 6.1.41, 6.3.18) above 10; below, the recurrence moves the argument there.</remarks>
internal static class GammaFunctions
{
    private const double Asymptotic = 10;
    private const double HalfLogTwoPi = 0.918938533204672741780329736406;

    /// <summary>ln Γ(x), x above 0.</summary>
    public static double LogGamma(double x)
    {
        double shift = 0, product = 1;
        while (x < Asymptotic)
        {
            product *= x;
            x++;
            if (product < 1e-200)
            {
                shift -= Math.Log(product);
                product = 1;
            }
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingTail(x) + shift - Math.Log(product);
    }

    /// <summary>ψ(x) = d ln Γ(x) / dx, x above 0.</summary>
    public static double Digamma(double x)
    {
        double shift = 0;
        while (x < Asymptotic)
        {
            shift -= 1 / x;
            x++;
        }

        double i = 1 / (x * x);
        return Math.Log(x) - (0.5 / x) + shift
            - (i * ((1.0 / 12) - (i * ((1.0 / 120) - (i * ((1.0 / 252) - (i * ((1.0 / 240) - (i * ((1.0 / 132) - (i * ((691.0 / 32760) - (i / 12)))))))))))));
    }

    /// <summary>ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π), x from 1 on; below 10 by the recurrence.</summary>
    public static double StirlingTail(double x)
    {
        double shift = 0;
        while (x < Asymptotic)
        {
            // tail(x) − tail(x + 1) = (x + ½) ln(1 + 1/x) − 1
            shift += ((x + 0.5) * StableMath.Log1P(1 / x)) - 1;
            x++;
        }

        double i = 1 / (x * x);
        return shift
            + ((1 / x) * ((1.0 / 12) - (i * ((1.0 / 360) - (i * ((1.0 / 1260) - (i * ((1.0 / 1680) - (i * ((1.0 / 1188) - (i * ((691.0 / 360360) - (i / 156)))))))))))));
    }
}
