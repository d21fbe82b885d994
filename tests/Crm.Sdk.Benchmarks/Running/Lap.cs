namespace Crm.Sdk.Benchmarks.Running;

/// <summary>What one round of one way took.</summary>
/// <param name="Elapsed">The time that passed: what ratios are made of.</param>
/// <param name="Cpu">The processors' time of this process: what a busy machine leaves alone.</param>
internal readonly record struct Lap(TimeSpan Elapsed, TimeSpan Cpu)
{
    public static Lap operator *(int times, Lap lap) => new(times * lap.Elapsed, times * lap.Cpu);
}
