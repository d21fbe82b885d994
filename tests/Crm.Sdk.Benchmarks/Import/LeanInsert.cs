using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>The leanest thing that somebody could write by hand: columns only, primary keys and one unique key, no history, no audit, no commit log.</summary>
internal static class LeanInsert
{
    private const int ChunkSize = 5_000;

    public static async Task<Lap> RunAsync(string path, IEnumerable<object> records, CancellationToken cancellationToken)
    {
        await using SqliteConnection connection = await Sqlite.OpenWriterAsync(path, cancellationToken);
        Sqlite.Execute(connection, """
            CREATE TABLE customer (id BLOB PRIMARY KEY, key TEXT UNIQUE, name TEXT, birth TEXT, gender INTEGER, email TEXT, phone TEXT, country TEXT, region TEXT, source TEXT) WITHOUT ROWID;
            CREATE TABLE "order" (id BLOB PRIMARY KEY, key TEXT UNIQUE, customer BLOB, placed_at INTEGER, type INTEGER, status INTEGER, currency TEXT, net INTEGER, channel TEXT) WITHOUT ROWID;
            CREATE TABLE order_line (id BLOB, ordinal INTEGER, product TEXT, quantity INTEGER, net INTEGER, PRIMARY KEY (id, ordinal)) WITHOUT ROWID;
            """);
        using SqliteCommand customer = Prepare(connection, "INSERT INTO customer VALUES ($0,$1,$2,$3,$4,$5,$6,$7,$8,$9)", 10);
        using SqliteCommand order = Prepare(connection, "INSERT INTO \"order\" VALUES ($0,$1,$2,$3,$4,$5,$6,$7,$8)", 9);
        using SqliteCommand line = Prepare(connection, "INSERT INTO order_line VALUES ($0,$1,$2,$3,$4)", 5);

        var watch = new LapWatch();
        foreach (object[] chunk in records.Chunk(ChunkSize))
        {
            watch.Start(); // making the chunk is not timed
            Sqlite.Execute(connection, "BEGIN IMMEDIATE");
            foreach (object entity in chunk)
            {
                if (entity is Customer c)
                {
                    Run(customer, Bytes(c.Id.Value), c.Key, c.Name, c.Birth?.ToString(), (long)c.Gender, c.Email, c.Phone, c.Country, c.Region, c.Source);
                }
                else if (entity is Order o)
                {
                    Run(order, Bytes(o.Id.Value), o.Key, Bytes(o.Customer.Value), o.PlacedAt.ToUnixMicroseconds(), (long)o.Type, (long)o.Status, o.Currency.Code, o.Net.MinorUnits, o.Channel);
                    for (int i = 0; i < o.Lines.Count; i++)
                    {
                        Run(line, Bytes(o.Id.Value), (long)i, o.Lines[i].Product, o.Lines[i].Quantity.Millionths, o.Lines[i].Net.MinorUnits);
                    }
                }
            }

            Sqlite.Execute(connection, "COMMIT");
            watch.Stop();
        }

        return watch.Lap;
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, int parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        for (int i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter($"${i}", null));
        }

        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
