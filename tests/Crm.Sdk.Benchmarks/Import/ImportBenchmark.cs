using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Import;
using Crm.Sdk.Synthetic;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>
/// P1. The store's path: records in chunks of 5,000 through the core's batches, against hand-written prepared inserts of the same rows of all tables, indexes and chunks,
/// and against the leanest hand-written insert (columns only). The whole import: <see cref="ImportService"/> from CSV, with its survey, checks, normal forms, keys, audit and
/// run, against a hand-written program that reads the same files and inserts the same rows. All with WAL, full synchronisation and the same cache and log.
/// </summary>
internal static class ImportBenchmark
{
    private const int EfShare = 10; // EF Core gets a tenth of the records, and its time counts tenfold

    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        var population = new Population(settings.Customers, settings.Orders);
        CsvFiles csv = await CsvFiles.WriteAsync(population, folder.Path);
        var batches = new Measurement("the core's batches");
        var same = new Measurement("hand-written inserts of the same rows");
        var lean = new Measurement("leanest hand-written insert");
        var import = new Measurement("ImportService from CSV");
        var hand = new Measurement("hand-written reading of the CSV and inserts of the same rows");
        var inserts = new Measurement("those inserts alone");
        var ef = new Measurement("EF Core SaveChanges of the lean columns");
        for (int round = 0; round < settings.Rounds; round++)
        {
            string stored = folder.NewFile(), storedByHand = folder.NewFile(), imported = folder.NewFile(), importedByHand = folder.NewFile(), leanest = folder.NewFile(), tracked = folder.NewFile();
            batches.Add(await WriteAsync(stored, population, cancellationToken));
            same.Add(await SameRowsInsert.RunAsync(stored, storedByHand, null, cancellationToken));
            await SameRowsInsert.CompareAsync(stored, storedByHand, cancellationToken);
            Delete(stored, storedByHand);
            lean.Add(await LeanInsert.RunAsync(leanest, population.Records(), cancellationToken));
            Delete(leanest);

            import.Add(await ImportAsync(imported, csv, cancellationToken));
            using (var reader = new CsvByHand(csv))
            {
                hand.Add(await SameRowsInsert.RunAsync(imported, importedByHand, reader, cancellationToken));
                await CompareAsync(csv, reader, imported, importedByHand, cancellationToken);
            }

            Delete(importedByHand);
            inserts.Add(await SameRowsInsert.RunAsync(imported, importedByHand, null, cancellationToken));
            Delete(imported, importedByHand);

            ef.Add(EfShare * await EfInsert.RunAsync(tracked, population.Customers().Take(settings.Customers / EfShare).Cast<object>().Concat(population.Orders().Take(settings.Orders / EfShare)), cancellationToken));
            Delete(tracked);
            Console.Error.WriteLine($"P1 round {round + 1}: batches {batches} / inserts {same} / lean {lean}; import {import} / by hand {hand} / inserts {inserts}; EF {ef} ms (CPU)");
        }

        return
        [
            new Comparison("P1", batches, same, 1 / 0.75),
            new Comparison("P1", batches, lean, 1 / 0.40),
            new Comparison("P1", import, hand, 1 / 0.75),
            new Comparison("P1", import, inserts, null),
            new Comparison("P1", import, lean, 1 / 0.40),
            new Comparison("P1", import, ef, null),
        ];
    }

    private static async Task<Lap> WriteAsync(string path, Population population, CancellationToken cancellationToken)
    {
        await using TrialHost host = await TrialHost.StartAsync(path);
        var writer = host.Get<PopulationWriter>();
        var watch = new LapWatch();
        await writer.WriteAsync(Scope, Untimed(population.Records(), watch), null, cancellationToken);
        return watch.Lap;
    }

    private static async Task<Lap> ImportAsync(string path, CsvFiles csv, CancellationToken cancellationToken)
    {
        await using TrialHost host = await TrialHost.StartAsync(path);
        var imports = host.Get<ImportService>();
        var watch = LapWatch.StartNew();
        foreach (var request in (ImportRequest[])[new("customers", ImportSource.File(csv.Customers)), new("orders", ImportSource.File(csv.Orders))])
        {
            ImportReport report = await imports.ImportAsync(Scope, request, null, cancellationToken);
            if (report.Rejected > 0)
            {
                throw new InvalidDataException($"{report.Rejected} rows of {request.Kind} were refused, the first: {report.FirstRejected[0]}.");
            }
        }

        return watch.Lap;
    }

    private static async Task CompareAsync(CsvFiles csv, CsvByHand reader, string ours, string theirs, CancellationToken cancellationToken)
    {
        CsvTotals imported = await SameRowsInsert.TotalsAsync(ours, cancellationToken);
        if (imported != csv.Totals || reader.Totals != csv.Totals)
        {
            throw new InvalidDataException($"The files hold {csv.Totals}, ours has {imported}, and reading by hand gave {reader.Totals}.");
        }

        await SameRowsInsert.CompareAsync(ours, theirs, cancellationToken);
    }

    /// <summary>The records, while whose making the watch stands.</summary>
    private static IEnumerable<object> Untimed(IEnumerable<object> records, LapWatch watch)
    {
        foreach (object[] some in records.Chunk(5_000))
        {
            watch.Start();
            foreach (object record in some)
            {
                yield return record;
            }

            watch.Stop();
        }

        watch.Start(); // the last chunk may still have to be written
    }

    private static void Delete(params string[] files)
    {
        SqliteConnection.ClearAllPools();
        Array.ForEach(files, TrialFolder.Delete);
    }
}
