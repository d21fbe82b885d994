namespace Crm.Sdk.Benchmarks.Running;

/// <summary>The times of interleaved rounds of one way, in milliseconds.</summary>
internal sealed class Measurement(string name)
{
    private readonly List<double> _milliseconds = [];

    public string Name => name;

    public double Median
    {
        get
        {
            double[] sorted = [.. _milliseconds.Order()];
            return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }

    public double Best => _milliseconds.Min();

    public IReadOnlyList<double> Rounds => _milliseconds;

    public void Add(TimeSpan elapsed) => _milliseconds.Add(elapsed.TotalMilliseconds);
}
