using System.Diagnostics;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Synthetic;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>
/// P1: writing a population in chunks of 5,000 through the core's batches, against hand-written prepared inserts of the same rows of all tables, indexes
/// and chunks, and against the leanest hand-written insert (columns only). All with WAL and full synchronisation.
/// </summary>
internal static class ImportBenchmark
{
    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        var generator = new PopulationGenerator(new PopulationOptions { Customers = settings.Customers, Orders = settings.Orders });
        object[] population = [.. generator.Customers().Cast<object>(), .. generator.Orders()]; // made beforehand: only writing is timed
        var ours = new Measurement("the core's batches");
        var same = new Measurement("hand-written inserts of the same rows");
        var lean = new Measurement("leanest hand-written insert");
        for (int round = 0; round < settings.Rounds; round++)
        {
            string our = folder.NewFile(), theirs = folder.NewFile(), leanest = folder.NewFile();
            ours.Add(await OursAsync(our, population, cancellationToken));
            same.Add(await SameRowsInsert.RunAsync(our, theirs, cancellationToken));
            lean.Add(await LeanInsert.RunAsync(leanest, population, cancellationToken));
            if (round == 0)
            {
                await SameRowsInsert.CompareAsync(our, theirs);
            }

            SqliteConnection.ClearAllPools();
            Array.ForEach([our, theirs, leanest], TrialFolder.Delete);
            Console.Error.WriteLine($"P1 round {round + 1}: {ours.Rounds[^1]:0} / {same.Rounds[^1]:0} / {lean.Rounds[^1]:0} ms");
        }

        return
        [
            new Comparison("P1", "bulk write", ours, same, 1 / 0.75),
            new Comparison("P1", "bulk write", ours, lean, 1 / 0.40),
        ];
    }

    private static async Task<TimeSpan> OursAsync(string path, object[] population, CancellationToken cancellationToken)
    {
        await using TrialHost host = await TrialHost.StartAsync(path);
        var writer = host.Get<PopulationWriter>();
        var watch = Stopwatch.StartNew();
        await writer.WriteAsync(CrmScope.System("default", "benchmark"), population, null, cancellationToken);
        return watch.Elapsed;
    }
}
