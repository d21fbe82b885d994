namespace Crm.Sdk.Value;

/// <summary>Elementary functions without cancellation where the ones of the framework have it.</summary>
internal static class StableMath
{
    /// <summary>ln(1 + x), exact also for small x (Kahan's correction; the framework's LogP1 is a plain logarithm of the sum).</summary>
    public static double Log1P(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>exp(x) − 1, exact also for small x.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double power = Math.Exp(x);
        return power == 1 ? x : (power - 1) * (x / Math.Log(power));
    }

    /// <summary>(1 − exp(−c·y)) / c for y of any sign, with its limit y at c = 0: what expectations divide by a − 1 or s − 1.</summary>
    public static double OneMinusExpOver(double c, double y) => c == 0 ? y : -ExpM1(-c * y) / c;

    /// <summary>ln(1 + e^z).</summary>
    public static double SoftPlus(double z) => z > 0 ? z + Log1P(Math.Exp(-z)) : Log1P(Math.Exp(z));

    /// <summary>1 / (1 + e^−z).</summary>
    public static double Logistic(double z)
    {
        if (z >= 0)
        {
            return 1 / (1 + Math.Exp(-z));
        }

        double power = Math.Exp(z);
        return power / (1 + power);
    }

    /// <summary>ln(Γ(a + n) / Γ(a)) for a count n: the logarithm of the rising factorial, without cancellation for any a above 0.</summary>
    public static double LogRising(double a, int n)
    {
        const int Direct = 64;
        if (n <= Direct || a < 1)
        {
            double sum = 0;
            int from = 0;
            for (; from < Math.Min(n, Direct); from++)
            {
                sum += Math.Log(a + from);
            }

            return n > Direct ? sum + LogRising(a + Direct, n - Direct) : sum;
        }

        // Stirling's series of both, with their difference taken before it can cancel.
        double top = a + n;
        return (n * Math.Log(top)) + ((a - 0.5) * Log1P(n / a)) - n + GammaFunctions.StirlingTail(top) - GammaFunctions.StirlingTail(a);
    }
}
