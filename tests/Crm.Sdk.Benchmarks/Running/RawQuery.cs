using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Sdk.Benchmarks.Running;

/// <summary>A query by SQLite's own interface: the fastest way to read that .NET offers, so that no baseline is slow for its reader.</summary>
internal sealed class RawQuery : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RawQuery(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, long Value)> parameters)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
        foreach ((string name, long value) in parameters)
        {
            Check(raw.sqlite3_bind_int64(_statement, raw.sqlite3_bind_parameter_index(_statement, name), value));
        }
    }

    public bool Read()
    {
        int code = raw.sqlite3_step(_statement);
        Check(code);
        return code == raw.SQLITE_ROW;
    }

    public long Int(int column) => raw.sqlite3_column_int64(_statement, column);

    public Guid Id(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    /// <summary>The bytes of a text, empty for null.</summary>
    public int TextLength(int column) => raw.sqlite3_column_bytes(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
