using System.Runtime.InteropServices;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>What the figures were taken on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors{Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB, {RuntimeInformation.FrameworkDescription}, load average {Load()}";

    /// <summary>The load of the last one, five and fifteen minutes where the system tells it.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? $" ({model[(model.IndexOf(':', StringComparison.Ordinal) + 2)..]})"
            : string.Empty;
}
