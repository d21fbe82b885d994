using System.Globalization;
using Crm.Sdk.Benchmarks.Classes;
using Crm.Sdk.Benchmarks.Credit;
using Crm.Sdk.Benchmarks.Duplicates;
using Crm.Sdk.Benchmarks.Facts;
using Crm.Sdk.Benchmarks.Import;
using Crm.Sdk.Benchmarks.Lists;
using Crm.Sdk.Benchmarks.Points;
using Crm.Sdk.Benchmarks.Recommendation;
using Crm.Sdk.Benchmarks.Value;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>Runs the benchmarks, prints the machine and the ratios, and judges them where asked.</summary>
internal static class BenchmarkRun
{
    private const int GateAttempts = 3;
    private const int MissesThatFail = 2;

    public static async Task<int> MainAsync(string[] args)
    {
        if (args is ["--baskets", var file, "--supports", var supports])
        {
            MiningBenchmark.Count(file, supports);
            return 0;
        }

        if (BenchmarkSettings.Parse(args) is not { } settings)
        {
            Console.WriteLine(BenchmarkSettings.Help);
            return args.Contains("--help") ? 0 : 2;
        }

        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{settings.Customers:N0} customers, {settings.Orders:N0} orders, {settings.Rounds} interleaved rounds, medians");
        return !settings.Gate ? await ShowAsync(settings) : await GateAsync(settings);
    }

    private static async Task<int> ShowAsync(BenchmarkSettings settings)
    {
        await RunAsync(settings, CancellationToken.None);
        return 0;
    }

    /// <summary>Fails when a ratio is missed in two of three attempts; only what was missed is tried again.</summary>
    private static async Task<int> GateAsync(BenchmarkSettings settings)
    {
        var misses = new Dictionary<(string Id, string Ours, string Baseline), int>();
        IReadOnlySet<string> open = settings.Only;
        for (int attempt = 1; attempt <= GateAttempts && (attempt == 1 || open.Count > 0); attempt++)
        {
            if (attempt > 1)
            {
                Console.WriteLine($"again, since a ratio was missed ({attempt} of {GateAttempts})");
            }

            foreach (Comparison missed in (await RunAsync(settings with { Only = open }, CancellationToken.None)).Where(c => !c.Holds(settings.Slack)))
            {
                (string, string, string) key = (missed.Id, missed.Ours.Name, missed.Baseline.Name);
                misses[key] = misses.GetValueOrDefault(key) + 1;
            }

            open = misses.Where(static miss => miss.Value < MissesThatFail).Select(static miss => miss.Key.Id).ToHashSet();
        }

        (string Id, string Ours, string Baseline)[] failed = [.. misses.Where(static miss => miss.Value >= MissesThatFail).Select(static miss => miss.Key)];
        foreach ((string id, string ours, string baseline) in failed)
        {
            Console.WriteLine($"GATE MISSED: {id} {ours} against {baseline}");
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

        if (settings.Rivals && (settings.Wants("P5") || settings.Wants("P5-rival")))
        {
            all.AddRange(await RivalRfmBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P7") || settings.Wants("P22"))
        {
            all.AddRange(await IncrementalBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P-labels"))
        {
            all.AddRange(await LabelBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P8") || settings.Wants("P9"))
        {
            all.AddRange(await RuleBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("DQ-3"))
        {
            await DuplicatesRun.RunAsync(settings, cancellationToken);
        }

        if (settings.Wants("P19"))
        {
            all.AddRange(await ValueFitBenchmark.RunAsync(settings));
        }

        if (settings.Wants("P-list"))
        {
            all.AddRange(await ListBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P20"))
        {
            all.AddRange(MiningBenchmark.Run(settings, cancellationToken));
        }

        if (settings.Wants("CR"))
        {
            all.AddRange(await CreditBenchmark.RunAsync(settings, cancellationToken));
        }

        if (settings.Wants("P12") || settings.Wants("P13") || settings.Wants("P14"))
        {
            all.AddRange(await PointsBenchmark.RunAsync(settings, cancellationToken));
        }

        Console.WriteLine();
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        Console.WriteLine($"answers agreed where two were asked: a difference ends the run. Peak memory of this process {self.PeakWorkingSet64 / 1_048_576:N0} MiB, with making the data and what it was compared with");
        Console.WriteLine($"load average {Machine.Load()}");
        Console.WriteLine("| id | what | ours ms (CPU) | baseline ms (CPU) | ours / baseline time | at most |");
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: |");
        foreach (Comparison c in all)
        {
            string limit = c.Limit is { } most ? most.ToString("0.00", CultureInfo.InvariantCulture) : "shown";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {c.Id} | {c.Ours.Name} against {c.Baseline.Name} | {c.Ours.Median:N0} ({c.Ours.CpuMedian:N0}) | {c.Baseline.Median:N0} ({c.Baseline.CpuMedian:N0}) | {c.TimeRatio:0.00} | {limit} |"));
        }

        Console.WriteLine();
        return all;
    }
}
