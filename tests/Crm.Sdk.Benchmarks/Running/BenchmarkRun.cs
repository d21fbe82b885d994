using System.Globalization;
using System.Runtime.InteropServices;
using Crm.Sdk.Benchmarks.Facts;
using Crm.Sdk.Benchmarks.Import;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>Runs the benchmarks, prints the machine and the ratios, and judges them where asked.</summary>
internal static class BenchmarkRun
{
    private const int GateRuns = 3;
    private const int MissesThatFail = 2;

    public static async Task<int> MainAsync(string[] args)
    {
        if (BenchmarkSettings.Parse(args) is not { } settings)
        {
            Console.WriteLine(BenchmarkSettings.Help);
            return args.Contains("--help") ? 0 : 2;
        }

        Console.WriteLine(Machine());
        Console.WriteLine($"{settings.Customers:N0} customers, {settings.Orders:N0} orders, {settings.Rounds} interleaved rounds, medians");
        IReadOnlyList<Comparison> first = await RunAsync(settings, CancellationToken.None);
        if (!settings.Gate)
        {
            return 0;
        }

        var misses = first.Where(c => !c.Holds(settings.Slack)).ToDictionary(static c => (c.Id, c.What), static _ => 1);
        for (int run = 1; run < GateRuns && misses.Count > 0; run++)
        {
            Console.WriteLine($"again, since a ratio was missed ({run + 1} of {GateRuns})");
            foreach (Comparison comparison in await RunAsync(settings with { Only = misses.Keys.Select(static k => k.Id).ToHashSet() }, CancellationToken.None))
            {
                if (!comparison.Holds(settings.Slack))
                {
                    misses[(comparison.Id, comparison.What)] = misses.GetValueOrDefault((comparison.Id, comparison.What)) + 1;
                }
            }
        }

        (string Id, string What)[] failed = [.. misses.Where(static miss => miss.Value >= MissesThatFail).Select(static miss => miss.Key)];
        foreach ((string id, string what) in failed)
        {
            Console.WriteLine($"GATE MISSED: {id} {what}");
        }

        Console.WriteLine(failed.Length == 0 ? "gate passed" : "gate failed");
        return failed.Length == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        var all = new List<Comparison>();
        if (settings.Wants("P1"))
        {
            all.AddRange(await ImportBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P5") || settings.Wants("P6"))
        {
            all.AddRange(await FactsBenchmark.RunAsync(settings, cancellationToken));
        }

        Console.WriteLine();
        Console.WriteLine("| id | what | ours ms | baseline ms | ours / baseline time | at most |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach (Comparison c in all)
        {
            string limit = c.Limit is { } most ? most.ToString("0.00", CultureInfo.InvariantCulture) : "shown";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {c.Id} | {c.What}: {c.Ours.Name} against {c.Baseline.Name} | {c.Ours.Median:0} | {c.Baseline.Median:0} | {c.TimeRatio:0.00} | {limit} |"));
        }

        Console.WriteLine();
        return all;
    }

    private static string Machine() =>
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB, {RuntimeInformation.FrameworkDescription}";
}
