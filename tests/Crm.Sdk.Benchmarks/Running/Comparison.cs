namespace Crm.Sdk.Benchmarks.Running;

/// <summary>Ours against a baseline, and what the ratio is to be.</summary>
/// <param name="Id">The target's id, such as P1.</param>
/// <param name="Ours">Our times.</param>
/// <param name="Baseline">The baseline's times, from the same interleaved rounds.</param>
/// <param name="Limit">The most of the baseline's time that ours may take; null where the figure is only shown.</param>
internal sealed record Comparison(string Id, Measurement Ours, Measurement Baseline, double? Limit)
{
    /// <summary>Our time over the baseline's: the median of the rounds' own ratios, so that a slow minute of the machine hits both.</summary>
    public double TimeRatio => Measurement.MedianOf([.. Ours.Rounds.Zip(Baseline.Rounds, static (ours, baseline) => ours / baseline)]);

    public bool Holds(double slack) => Limit is not { } limit || TimeRatio <= limit * slack;
}
