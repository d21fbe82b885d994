namespace Crm.Sdk.Benchmarks.Running;

/// <summary>The laps of interleaved rounds of one way, in milliseconds.</summary>
internal sealed class Measurement(string name)
{
    private readonly List<Lap> _laps = [];

    public string Name => name;

    public double Median => MedianOf(Rounds);

    public double CpuMedian => MedianOf([.. _laps.Select(static lap => lap.Cpu.TotalMilliseconds)]);

    public IReadOnlyList<double> Rounds => [.. _laps.Select(static lap => lap.Elapsed.TotalMilliseconds)];

    public void Add(Lap lap) => _laps.Add(lap);

    /// <summary>The last round, for the log.</summary>
    public override string ToString() => $"{_laps[^1].Elapsed.TotalMilliseconds:0} ({_laps[^1].Cpu.TotalMilliseconds:0})";

    /// <summary>One way after the other, round by round.</summary>
    public static Measurement Sum(string name, Measurement first, Measurement second)
    {
        var sum = new Measurement(name);
        sum._laps.AddRange(first._laps.Zip(second._laps, static (a, b) => new Lap(a.Elapsed + b.Elapsed, a.Cpu + b.Cpu)));
        return sum;
    }

    internal static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
