using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>A prepared statement of the writer: values go in and come out without boxing. Parameters and columns count from 1 and 0, as SQLite does.</summary>
/// <remarks>Used on the writer's lane only.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(_statement, parameter, bytes));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        const int OnStack = 256;
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[OnStack];
        int length = Encoding.UTF8.GetBytes(value, utf8);
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8[..length]));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    public Statement BindBytes(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    public Statement Bind(int parameter, FieldValue value) => value.Type switch
    {
        FieldType.Null => BindNull(parameter),
        FieldType.Bool => Bind(parameter, value.AsBool() ? 1L : 0L),
        FieldType.Int => Bind(parameter, value.AsInt()),
        FieldType.Instant => Bind(parameter, value.AsMicroseconds()),
        FieldType.Date => Bind(parameter, value.AsDays()),
        FieldType.Id => Bind(parameter, value.AsId()),
        FieldType.Text => Bind(parameter, value.AsText()),
        _ => Bind(parameter, value.AsOpaque()),
    };

    /// <summary>Runs the statement to its end and makes it ready for the next values.</summary>
    /// <returns>The rows that it changed, or -1 where a constraint refused it.</returns>
    public int Run()
    {
        int code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (code == raw.SQLITE_CONSTRAINT)
        {
            return -1;
        }

        Check(code);
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Goes to the next row; ready for new values when there is none.</summary>
    public bool Read()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(_statement);
        Check(code);
        return false;
    }

    /// <summary>Ends the reading before the last row.</summary>
    public void Stop() => raw.sqlite3_reset(_statement);

    public long Int(int column) => raw.sqlite3_column_int64(_statement, column);

    public Guid Id(int column) => new(raw.sqlite3_column_blob(_statement, column), bigEndian: true);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE or raw.SQLITE_ROW))
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
