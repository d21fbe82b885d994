using Crm.Sdk.Value;

namespace Crm.Sdk.Benchmarks.Value;

/// <summary>Customers drawn from a BG/NBD process with the parameters of CDNOW, in weeks, observed for 27 to 39 weeks.</summary>
internal static class MadeCustomers
{
    private const double R = 0.243;
    private const double Alpha = 4.414;
    private const double A = 0.793;
    private const double B = 2.426;
    private const double DaysPerWeek = 7;

    /// <param name="count">How many.</param>
    /// <param name="jittered">Whether times are continuous, so that no two customers are alike; otherwise they are whole days.</param>
    /// <param name="seed">The same seed gives the same customers.</param>
    public static RepeatPurchases[] Make(int count, bool jittered, int seed)
    {
        var random = new Random(seed);
        var customers = new RepeatPurchases[count];
        for (int i = 0; i < count; i++)
        {
            double rate = Gamma(random, R) / Alpha, first = Gamma(random, A), stop = first / (first + Gamma(random, B));
            double age = 27 + (12 * random.NextDouble());
            double limit = jittered ? age : Math.Floor(age * DaysPerWeek) / DaysPerWeek;
            double at = 0, last = 0;
            int x = 0;
            while ((at += -Math.Log(1 - random.NextDouble()) / rate) < limit)
            {
                double day = jittered ? at : Math.Floor(at * DaysPerWeek) / DaysPerWeek;
                if (jittered || day > last)
                {
                    (x, last) = (x + 1, day); // one purchase a day
                }

                if (random.NextDouble() < stop)
                {
                    break;
                }
            }

            customers[i] = new RepeatPurchases(x, last, limit);
        }

        return customers;
    }

    /// <summary>Marsaglia and Tsang (2000), with the boost for shapes below 1.</summary>
    private static double Gamma(Random random, double shape)
    {
        if (shape < 1)
        {
            return Gamma(random, shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
