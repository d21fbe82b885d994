using System.Diagnostics;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>A stopwatch of elapsed time and processor time that can stand while something is prepared.</summary>
internal sealed class LapWatch
{
    private readonly Stopwatch _watch = new();
    private TimeSpan _cpu;
    private TimeSpan _cpuAtStart;

    public Lap Lap => new(_watch.Elapsed, _cpu + (_watch.IsRunning ? Cpu() - _cpuAtStart : TimeSpan.Zero));

    public static LapWatch StartNew()
    {
        var watch = new LapWatch();
        watch.Start();
        return watch;
    }

    public void Start()
    {
        _cpuAtStart = Cpu();
        _watch.Start();
    }

    public void Stop()
    {
        _watch.Stop();
        _cpu += Cpu() - _cpuAtStart;
    }

    private static TimeSpan Cpu() => OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? TimeSpan.Zero : Environment.CpuUsage.TotalTime;
}
