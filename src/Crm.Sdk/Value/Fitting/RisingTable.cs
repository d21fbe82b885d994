namespace Crm.Sdk.Value;

/// <summary>ln(Γ(a + x) / Γ(a)) and its derivative ψ(a + x) − ψ(a) for all counts x up to the greatest: plain sums, since x is a count, with no gamma function and no cancellation.</summary>
internal readonly struct RisingTable
{
    public RisingTable(double a, int most)
    {
        Log = new double[most + 1];
        Slope = new double[most + 1];
        for (int x = 0; x < most; x++)
        {
            Log[x + 1] = Log[x] + Math.Log(a + x);
            Slope[x + 1] = Slope[x] + (1 / (a + x));
        }
    }

    public double[] Log { get; }

    public double[] Slope { get; }
}
