using System.Diagnostics;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using Crm.Sdk.Synthetic;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>
/// P5: full RFM with quintiles from standing columns, against hand-written SQL on the same database. P6: building the columns from the store, against a raw
/// reader that streams the same rows.
/// </summary>
internal static class FactsBenchmark
{
    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string file = folder.NewFile();
        await using TrialHost host = await TrialHost.StartAsync(file);
        var population = new PopulationGenerator(new PopulationOptions { Customers = settings.Customers, Orders = settings.Orders });
        await host.Get<PopulationWriter>().WriteAsync(Scope, population, null, cancellationToken);
        AsOf asOf = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);
        var classifier = host.Get<IClassifier>();

        var build = new Measurement("columns from the store");
        var stream = new Measurement("raw reader over the same rows");
        var rfm = new Measurement("RFM with quintiles from standing columns");
        var sql = new Measurement("hand-written SQL with quintiles");
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(cancellationToken);
        for (int round = 0; round < settings.Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            OrderColumns columns = await classifier.LoadColumnsAsync(Scope, asOf, cancellationToken);
            build.Add(watch.Elapsed);

            watch.Restart();
            RawScan scan = RawScan.Read(connection);
            stream.Add(watch.Elapsed);

            watch.Restart();
            RfmTable table = RfmScoring.Score(columns, asOf, new RfmOptions(), cancellationToken);
            rfm.Add(watch.Elapsed);

            watch.Restart();
            Dictionary<Guid, SqlRfm.Row> rows = SqlRfm.Score(connection, asOf);
            sql.Add(watch.Elapsed);

            if (round == 0)
            {
                if (scan.Orders != columns.Events || scan.Customers != columns.Customers)
                {
                    throw new InvalidDataException($"The raw reader saw {scan.Customers} customers and {scan.Orders} orders, the columns have {columns.Customers} and {columns.Events}.");
                }

                Compare(table, rows);
                Console.Error.WriteLine($"columns: {columns.Bytes / (double)Math.Max(1, columns.Events):0.0} bytes an order kept");
            }

            Console.Error.WriteLine($"P5/P6 round {round + 1}: build {build.Rounds[^1]:0} / raw {stream.Rounds[^1]:0}; RFM {rfm.Rounds[^1]:0} / SQL {sql.Rounds[^1]:0} ms");
        }

        return
        [
            new Comparison("P5", "full RFM", rfm, sql, 0.5),
            new Comparison("P6", "cold build of the columns", build, stream, 1.25),
        ];
    }

    private static void Compare(RfmTable ours, Dictionary<Guid, SqlRfm.Row> theirs)
    {
        int compared = 0;
        foreach (RfmRow row in ours.Rows())
        {
            var mine = new SqlRfm.Row(row.RecencyDays, row.Orders, row.Amount.MinorUnits, row.R, row.F, row.M);
            if (!theirs.TryGetValue(row.Customer.Value, out SqlRfm.Row other) || mine != other)
            {
                throw new InvalidDataException($"Customer {row.Customer}: {mine} by columns, {other} by SQL.");
            }

            compared++;
        }

        if (compared != theirs.Count)
        {
            throw new InvalidDataException($"{compared} customers by columns, {theirs.Count} by SQL.");
        }
    }
}
