using Crm.Sdk.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>
/// The baseline: what somebody would write by hand for the same tables. It takes tables and indexes as they are in our file, reads our rows chunk by chunk
/// (not timed), and inserts them with one prepared command a table in one transaction a chunk (timed). Ids, payloads and audit entries are there already: making them is
/// part of our time only.
/// </summary>
internal static class SameRowsInsert
{
    private const int ChunkSize = 5_000;

    /// <param name="from">Our file.</param>
    /// <param name="to">The file to write.</param>
    /// <param name="csv">Reads the rows' CSV files too, in the time of the chunk that they become; null where only inserting is compared.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    public static async Task<Lap> RunAsync(string from, string to, CsvByHand? csv, CancellationToken cancellationToken)
    {
        await using SqliteConnection source = await Sqlite.OpenReaderAsync(from, cancellationToken);
        await using SqliteConnection target = await Sqlite.OpenWriterAsync(to, cancellationToken);
        foreach (string ddl in Sqlite.Texts(source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type <> 'table', name"))
        {
            Sqlite.Execute(target, ddl);
        }

        var copies = Sqlite.Tables(source).ToDictionary(static table => table, table => new TableCopy(source, target, table));
        TableCopy customers = copies["customer"], orders = copies["order"], lines = copies["order_line"];
        TableCopy[] others = [.. copies.Values.Except([customers, orders, lines])]; // a row a chunk: commits, audit, events
        var watch = new LapWatch();
        while (!customers.IsDone || !orders.IsDone)
        {
            bool isCustomers = !customers.IsDone;
            TableCopy records = isCustomers ? customers : orders;
            List<object[]> rows = records.Next(ChunkSize);
            List<object[]> parts = isCustomers ? [] : lines.NextUpTo(rows[^1]);
            List<(TableCopy Table, List<object[]> Rows)> rest = [.. others.Select(table => (table, table.Next(orders.IsDone ? int.MaxValue : 1)))];

            watch.Start();
            IReadOnlyList<object>? read = isCustomers ? csv?.ReadCustomers(ChunkSize) : csv?.ReadOrders(ChunkSize);
            Sqlite.Execute(target, "BEGIN IMMEDIATE");
            records.Insert(rows);
            lines.Insert(parts);
            foreach ((TableCopy table, List<object[]> few) in rest)
            {
                table.Insert(few);
            }

            Sqlite.Execute(target, "COMMIT");
            watch.Stop();
            if (read is not null && read.Count != rows.Count)
            {
                throw new InvalidDataException($"{read.Count} rows were read from the files, and {rows.Count} records came of them in ours.");
            }
        }

        Array.ForEach([.. copies.Values], static copy => copy.Dispose());
        return watch.Lap;
    }

    /// <summary>Both files hold the same rows; otherwise the times would mean nothing.</summary>
    public static async Task CompareAsync(string ours, string theirs, CancellationToken cancellationToken)
    {
        await using SqliteConnection left = await Sqlite.OpenReaderAsync(ours, cancellationToken);
        await using SqliteConnection right = await Sqlite.OpenReaderAsync(theirs, cancellationToken);
        foreach (string table in Sqlite.Tables(left))
        {
            string count = $"SELECT CAST(count(*) AS TEXT) FROM \"{table}\"";
            string mine = Sqlite.Texts(left, count)[0], other = Sqlite.Texts(right, count)[0];
            if (mine != other)
            {
                throw new InvalidDataException($"Table {table} has {mine} rows in ours and {other} in the baseline.");
            }
        }
    }

    /// <summary>What a file holds of the population.</summary>
    public static async Task<CsvTotals> TotalsAsync(string file, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await Sqlite.OpenReaderAsync(file, cancellationToken);
        using var query = new RawQuery(connection, "SELECT (SELECT count(*) FROM customer), count(*), sum(placed_at / 1000000), sum(net) FROM \"order\"");
        query.Read();
        return new CsvTotals(query.Int(0), query.Int(1), query.Int(2), query.Int(3));
    }
}
