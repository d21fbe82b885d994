using System.Diagnostics;
using System.Globalization;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Synthetic;
using Crm.Sdk.Tests.Customers.Duplicates;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Duplicates;

/// <summary>DQ-3: a search for duplicates over made customers in an SQLite file: time, memory, and how much of the truth it finds. There is no baseline to compare it with.</summary>
internal static class DuplicatesRun
{
    public static async Task RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string path = folder.NewFile();
        HashSet<(CustomerId, CustomerId)> truth = await WriteAsync(path, settings.Customers, cancellationToken);
        GC.Collect();
        await using (TrialHost host = await TrialHost.StartAsync(path, duplicates: true))
        {
            long before = GC.GetTotalMemory(forceFullCollection: true), most = before;
            var watch = Stopwatch.StartNew();
            DuplicateSearch search = host.Get<DuplicateFinder>().Search(CrmScope.System("default", "benchmark"), null, new Sampler(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false))));
            long right = 0;
            await foreach (DuplicatePair pair in search.PairsAsync(cancellationToken))
            {
                right += truth.Contains((pair.Left.Id, pair.Right.Id)) ? 1 : 0;
            }

            DuplicateReport report = search.Report;
            Console.WriteLine();
            Console.WriteLine("| customers | pairs compared | pairs found | precision | recall | large blocks | s | most managed memory beyond the start, MiB |");
            Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {report.Customers:N0} | {report.Compared:N0} | {report.Pairs:N0} | {(double)right / report.Pairs:0.000} | {(double)right / truth.Count:0.000} | {report.LargeBlockCount:N0} | {watch.Elapsed.TotalSeconds:0.0} | {(most - before) >> 20} |"));
            Console.WriteLine();
        }

        SqliteConnection.ClearAllPools();
    }

    private static async Task<HashSet<(CustomerId, CustomerId)>> WriteAsync(string path, int customers, CancellationToken cancellationToken)
    {
        DirtyCustomers made = DirtyCustomers.Make(customers * 5 / 6, seed: 7);
        await using TrialHost host = await TrialHost.StartAsync(path, duplicates: true);
        await host.Get<PopulationWriter>().WriteAsync(CrmScope.System("default", "benchmark"), made.All.Select(static record => (object)record.Customer), null, cancellationToken);
        return made.TruePairs;
    }

    private sealed class Sampler(Action sample) : IProgress<DuplicateProgress>
    {
        public void Report(DuplicateProgress value) => sample();
    }
}
