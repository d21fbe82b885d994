using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Crm.Sdk.Benchmarks.Import;

/// <summary>
/// The baseline: what somebody would write by hand for the same tables. It takes tables and indexes as they are in our file, reads our rows chunk by chunk
/// (not timed), and inserts them with one prepared command a table in one transaction a chunk (timed).
/// </summary>
internal static class SameRowsInsert
{
    private const int ChunkSize = 5_000;

    public static async Task<TimeSpan> RunAsync(string from, string to, CancellationToken cancellationToken)
    {
        await using var source = new SqliteConnection($"Data Source={from};Mode=ReadOnly;Pooling=False");
        await using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        await source.OpenAsync(cancellationToken);
        await target.OpenAsync(cancellationToken);
        Execute(target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536");
        foreach (string ddl in Texts(source, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index', name"))
        {
            Execute(target, ddl);
        }

        string[] tables = [.. Texts(source, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")];
        TableCopy[] copies = [.. tables.Select(table => new TableCopy(source, target, table))];
        var elapsed = TimeSpan.Zero;

        // The small tables (tenants, commits, audit, events: a few rows a chunk) go with the first chunk; the large ones in chunks in the order of their keys,
        // which is that in which they were written.
        while (copies.Any(static copy => !copy.IsDone))
        {
            List<(TableCopy Copy, List<object?[]> Rows)> chunk = [.. copies.Select(static copy => (copy, copy.Next(ChunkSize)))];
            var watch = Stopwatch.StartNew();
            Execute(target, "BEGIN IMMEDIATE");
            foreach ((TableCopy copy, List<object?[]> rows) in chunk)
            {
                copy.Insert(rows);
            }

            Execute(target, "COMMIT");
            elapsed += watch.Elapsed;
        }

        Array.ForEach(copies, static copy => copy.Dispose());
        return elapsed;
    }

    /// <summary>Both files hold the same rows; otherwise the times would mean nothing.</summary>
    public static async Task CompareAsync(string ours, string theirs)
    {
        await using var left = new SqliteConnection($"Data Source={ours};Mode=ReadOnly;Pooling=False");
        await using var right = new SqliteConnection($"Data Source={theirs};Mode=ReadOnly;Pooling=False");
        await left.OpenAsync();
        await right.OpenAsync();
        foreach (string table in Texts(left, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToArray())
        {
            long mine = Count(left, table), other = Count(right, table);
            if (mine != other)
            {
                throw new InvalidDataException($"Table {table} has {mine} rows in ours and {other} in the baseline.");
            }
        }
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return (long)command.ExecuteScalar()!;
    }

    private static IEnumerable<string> Texts(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetString(0);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class TableCopy : IDisposable
    {
        private readonly SqliteCommand _read;
        private readonly SqliteDataReader _reader;
        private readonly SqliteCommand _insert;
        private readonly SqliteParameter[] _parameters;

        public TableCopy(SqliteConnection source, SqliteConnection target, string table)
        {
            _read = source.CreateCommand();
            _read.CommandText = $"SELECT * FROM \"{table}\"";
            _reader = _read.ExecuteReader();
            _insert = target.CreateCommand();
            _parameters = [.. Enumerable.Range(0, _reader.FieldCount).Select(static i => new SqliteParameter($"$p{i}", null))];
            _insert.Parameters.AddRange(_parameters);
            _insert.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", _parameters.Select(static p => p.ParameterName))})";
        }

        public bool IsDone { get; private set; }

        public List<object?[]> Next(int rows)
        {
            var next = new List<object?[]>();
            while (next.Count < rows && !IsDone)
            {
                if (!_reader.Read())
                {
                    IsDone = true;
                    break;
                }

                object?[] row = new object?[_reader.FieldCount];
                _reader.GetValues(row!);
                next.Add(row);
            }

            return next;
        }

        public void Insert(List<object?[]> rows)
        {
            foreach (object?[] row in rows)
            {
                for (int i = 0; i < row.Length; i++)
                {
                    _parameters[i].Value = row[i];
                }

                _insert.ExecuteNonQuery();
            }
        }

        public void Dispose()
        {
            _reader.Dispose();
            _read.Dispose();
            _insert.Dispose();
        }
    }
}
