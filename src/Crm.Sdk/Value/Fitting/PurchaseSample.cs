namespace Crm.Sdk.Value;

/// <summary>The customers that a model of purchases is fitted to: each different (x, t_x, T) once, with the number of customers who have it.</summary>
/// <remarks>
/// Rows are sorted, so the order in which customers come makes no difference, not even in the last bit. Grouping changes no likelihood and is what makes a base of days or weeks quick: of the 2,357 summaries
/// of CDNOW, 1,016 differ. Immutable and thread-safe.
/// </remarks>
public sealed class PurchaseSample
{
    private PurchaseSample(int[] frequency, double[] recency, double[] age, double[] weight)
    {
        X = frequency;
        Recency = recency;
        Age = age;
        Weight = weight;
        Repeaters = Array.FindIndex(X, static x => x > 0) is var first and >= 0 ? first : X.Length;
        for (int i = 0; i < X.Length; i++)
        {
            Customers += Weight[i];
            RepeatCustomers += X[i] > 0 ? Weight[i] : 0;
            Purchases += X[i] * Weight[i];
            MeanAge += Age[i] * Weight[i];
        }

        MeanAge /= Math.Max(1, Customers);
    }

    /// <summary>How many customers there are.</summary>
    public double Customers { get; }

    /// <summary>How many of them have repeat purchases.</summary>
    public double RepeatCustomers { get; }

    /// <summary>How many repeat purchases there are.</summary>
    public double Purchases { get; }

    /// <summary>How many different customers there are.</summary>
    public int Rows => X.Length;

    internal double MeanAge { get; }

    /// <summary>The first row with repeat purchases: rows are sorted by x.</summary>
    internal int Repeaters { get; }

    internal int[] X { get; }

    internal double[] Recency { get; }

    internal double[] Age { get; }

    internal double[] Weight { get; }

    /// <summary>Groups customers.</summary>
    /// <param name="customers">The customers, in any order.</param>
    /// <exception cref="CrmException">CRM6002: a customer's figures contradict themselves.</exception>
    public static PurchaseSample Of(IEnumerable<RepeatPurchases> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var rows = new List<SampleRow>(customers.TryGetNonEnumeratedCount(out int count) ? count : 0);
        foreach (RepeatPurchases customer in customers)
        {
            customer.Require();
            rows.Add(new SampleRow(customer.Frequency, customer.Recency, customer.Age, 1));
        }

        return Of([.. rows]);
    }

    /// <summary>Groups the customers of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="unit">The unit of time.</param>
    public static PurchaseSample Of(PurchaseTable table, TimeUnit unit)
    {
        ArgumentNullException.ThrowIfNull(table);
        const int RowsAtOnce = 65_536;
        var groups = new Dictionary<(int X, int Recency, int Age), int>();
        var gate = new Lock();
        Parallel.For(
            0,
            (table.Count + RowsAtOnce - 1) / RowsAtOnce,
            static () => new Dictionary<(int, int, int), int>(),
            (part, _, own) =>
            {
                for (int i = part * RowsAtOnce; i < Math.Min(table.Count, (part + 1) * RowsAtOnce); i++)
                {
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(own, table.DaysAt(i), out bool _)++;
                }

                return own;
            },
            own =>
            {
                lock (gate)
                {
                    foreach (((int, int, int) key, int customers) in own)
                    {
                        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out bool _) += customers; // counts: exact in any order
                    }
                }
            });
        double days = unit.Days();
        return Of([.. groups.Select(group => new SampleRow(group.Key.X, group.Key.Recency / days, group.Key.Age / days, group.Value))]);
    }

    /// <summary>Every so many-th row: where starts are tried on.</summary>
    internal PurchaseSample Thinned(int most)
    {
        int stride = (Rows + most - 1) / most;
        return stride <= 1 ? this : Of([.. Enumerable.Range(0, Rows / stride).Select(i => (i * stride) + (stride / 2)).Select(i => new SampleRow(X[i], Recency[i], Age[i], Weight[i]))]);
    }

    /// <summary>The same customers with times in another unit.</summary>
    internal PurchaseSample Scaled(double factor) =>
        new(X, Array.ConvertAll(Recency, time => time * factor), Array.ConvertAll(Age, time => time * factor), Weight);

    private static PurchaseSample Of(SampleRow[] rows)
    {
        Array.Sort(rows);
        int kept = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (kept > 0 && rows[kept - 1].CompareTo(rows[i]) == 0)
            {
                rows[kept - 1] = rows[kept - 1] with { Weight = rows[kept - 1].Weight + rows[i].Weight };
            }
            else
            {
                rows[kept++] = rows[i];
            }
        }

        Array.Resize(ref rows, kept);
        return new PurchaseSample(
            Array.ConvertAll(rows, static row => row.X), Array.ConvertAll(rows, static row => row.Recency), Array.ConvertAll(rows, static row => row.Age), Array.ConvertAll(rows, static row => row.Weight));
    }

    private readonly record struct SampleRow(int X, double Recency, double Age, double Weight) : IComparable<SampleRow>
    {
        public int CompareTo(SampleRow other)
        {
            int order = X.CompareTo(other.X);
            order = order != 0 ? order : Recency.CompareTo(other.Recency);
            return order != 0 ? order : Age.CompareTo(other.Age);
        }
    }
}
