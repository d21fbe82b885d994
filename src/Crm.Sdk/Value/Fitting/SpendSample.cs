namespace Crm.Sdk.Value;

/// <summary>The customers that a model of spend is fitted to: those with repeat purchases whose mean spend is known and above 0; each different (x, m) once, with the number who have it.</summary>
/// <remarks>Rows are sorted, so the order in which customers come makes no difference. Immutable and thread-safe.</remarks>
public sealed class SpendSample
{
    private SpendSample((int X, double Mean)[] customers)
    {
        Array.Sort(customers);
        var x = new List<int>(customers.Length);
        var mean = new List<double>(customers.Length);
        var weight = new List<double>(customers.Length);
        for (int i = 0; i < customers.Length; i++)
        {
            if (i > 0 && customers[i] == customers[i - 1])
            {
                weight[^1]++;
                continue;
            }

            x.Add(customers[i].X);
            mean.Add(customers[i].Mean);
            weight.Add(1);
        }

        X = [.. x];
        Mean = [.. mean];
        Weight = [.. weight];
        Customers = customers.Length;
        MeanOfMeans = customers.Length == 0 ? 0 : customers.Average(static customer => customer.Mean);
        Correlation = CorrelationOf(customers);
    }

    private SpendSample(SpendSample other, double factor)
    {
        (X, Weight, Customers, Correlation) = (other.X, other.Weight, other.Customers, other.Correlation);
        Mean = Array.ConvertAll(other.Mean, mean => mean * factor);
        MeanOfMeans = other.MeanOfMeans * factor;
    }

    /// <summary>How many customers there are.</summary>
    public int Customers { get; }

    /// <summary>How many different customers there are.</summary>
    public int Rows => X.Length;

    /// <summary>Pearson's correlation of mean spend and repeat purchases, which the model takes for 0; null where one of them does not vary.</summary>
    public double? Correlation { get; }

    /// <summary>The mean over customers of their mean spend.</summary>
    public double MeanOfMeans { get; }

    internal int[] X { get; }

    internal double[] Mean { get; }

    internal double[] Weight { get; }

    /// <summary>Groups customers; those without a mean spend above 0 are left out.</summary>
    /// <param name="customers">The customers, in any order.</param>
    public static SpendSample Of(IEnumerable<RepeatPurchases> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        return new SpendSample([.. customers.Where(static c => c is { Frequency: > 0, MeanSpend: > 0 }).Select(static c => (c.Frequency, c.MeanSpend!.Value))]);
    }

    /// <summary>Groups the customers of a table.</summary>
    /// <param name="table">The table.</param>
    public static SpendSample Of(PurchaseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Of(Enumerable.Range(0, table.Count).Select(i => table.At(i, TimeUnit.Day)));
    }

    internal SpendSample Scaled(double factor) => new(this, factor);

    private static double? CorrelationOf((int X, double Mean)[] customers)
    {
        if (customers.Length < 2)
        {
            return null;
        }

        double meanX = customers.Average(static c => (double)c.X), meanM = customers.Average(static c => c.Mean);
        double xx = 0, mm = 0, xm = 0;
        foreach ((int x, double mean) in customers)
        {
            xx += (x - meanX) * (x - meanX);
            mm += (mean - meanM) * (mean - meanM);
            xm += (x - meanX) * (mean - meanM);
        }

        return xx > 0 && mm > 0 ? xm / Math.Sqrt(xx * mm) : null;
    }
}
