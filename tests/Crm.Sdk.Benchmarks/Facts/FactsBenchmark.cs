using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using Crm.Sdk.Synthetic;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>
/// P5: full RFM with quintiles from standing columns, against hand-written SQL on the same database, without and with a covering index. P6: building the columns from the store, against
/// readers that stream the same rows and keep nothing.
/// </summary>
internal static class FactsBenchmark
{
    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string file = folder.NewFile();
        await using TrialHost host = await TrialHost.StartAsync(file);
        await host.Get<PopulationWriter>().WriteAsync(Scope, new Population(settings.Customers, settings.Orders).Records(), null, cancellationToken);
        AsOf asOf = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);
        var classifier = host.Get<IClassifier>();
        await using SqliteConnection connection = await Sqlite.OpenReaderAsync(file, cancellationToken);
        await using SqliteConnection indexed = await IndexedCopyAsync(connection, folder.NewFile(), cancellationToken);

        var build = new Measurement("building the columns from the store");
        var ado = new Measurement("an ADO.NET reader over the same rows");
        var stream = new Measurement("SQLite's own interface over the same rows");
        var rfm = new Measurement("full RFM with quintiles from standing columns");
        var sql = new Measurement("hand-written SQL on the same database");
        var covered = new Measurement("hand-written SQL with a covering index of its own");
        for (int round = 0; round < settings.Rounds; round++)
        {
            var watch = LapWatch.StartNew();
            OrderColumns columns = await classifier.LoadColumnsAsync(Scope, asOf, cancellationToken);
            build.Add(watch.Lap);

            watch = LapWatch.StartNew();
            ScanTotals read = AdoScan.Read(connection);
            ado.Add(watch.Lap);

            watch = LapWatch.StartNew();
            ScanTotals scan = RawScan.Read(connection);
            stream.Add(watch.Lap);

            watch = LapWatch.StartNew();
            RfmTable table = RfmScoring.Score(columns, asOf, new RfmOptions(), cancellationToken);
            rfm.Add(watch.Lap);

            watch = LapWatch.StartNew();
            List<(Guid Customer, SqlRfm.Row Row)> rows = SqlRfm.Score(connection, asOf);
            sql.Add(watch.Lap);

            watch = LapWatch.StartNew();
            List<(Guid Customer, SqlRfm.Row Row)> others = SqlRfm.Score(indexed, asOf);
            covered.Add(watch.Lap);

            if (round == 0)
            {
                if (scan != read)
                {
                    throw new InvalidDataException($"One raw reader saw {read}, the other {scan}.");
                }

                if (scan.Orders != columns.Events || scan.Customers != columns.Customers)
                {
                    throw new InvalidDataException($"The raw reader saw {scan.Customers} customers and {scan.Orders} orders, the columns have {columns.Customers} and {columns.Events}.");
                }

                Compare(table, rows.ToDictionary());
                Compare(table, others.ToDictionary());
                Console.WriteLine($"columns: {columns.Bytes / (double)Math.Max(1, columns.Events):0.0} bytes an order kept");
            }

            Console.Error.WriteLine($"P5/P6 round {round + 1}: build {build} / ADO {ado} / raw {stream}; RFM {rfm} / SQL {sql} / with index {covered} ms (CPU)");
        }

        return
        [
            new Comparison("P5", rfm, sql, 0.5),
            new Comparison("P5", rfm, covered, 0.5),
            new Comparison("P5", Measurement.Sum("building the columns and RFM once", build, rfm), sql, null),
            new Comparison("P6", build, ado, 1.25),
            new Comparison("P6", build, stream, null),
        ];
    }

    private static async Task<SqliteConnection> IndexedCopyAsync(SqliteConnection from, string path, CancellationToken cancellationToken)
    {
        Sqlite.Execute(from, $"VACUUM INTO '{path}'");
        await using (SqliteConnection copy = await Sqlite.OpenWriterAsync(path, cancellationToken))
        {
            Sqlite.Execute(copy, SqlRfm.CoveringIndex);
        }

        return await Sqlite.OpenReaderAsync(path, cancellationToken);
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
