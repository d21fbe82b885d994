using System.Data.Common;
using System.Text;
using Crm.Sdk.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>
/// Reads a scan by SQLite's own interface. ADO.NET's reader makes an array of each id and a string of each text, which takes longer than SQLite itself; here ids are read
/// where they lie, and a text that equals the one above it is the same string.
/// </summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class SqliteScan : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly ColumnSink _sink;
    private readonly byte[][] _utf8; // of each column's last text
    private readonly string?[] _texts;

    private SqliteScan(SqliteCommand command, ColumnSink sink)
    {
        _database = command.Connection!.Handle!;
        _sink = sink;
        _utf8 = [.. sink.Types.Select(static _ => Array.Empty<byte>())];
        _texts = new string?[sink.Types.Count];
        Check(raw.sqlite3_busy_timeout(_database, command.CommandTimeout * 1000)); // as ADO.NET waits, should another process be recovering the log
        Check(raw.sqlite3_prepare_v2(_database, command.CommandText, out _statement));
        foreach (SqliteParameter parameter in command.Parameters)
        {
            Bind(raw.sqlite3_bind_parameter_index(_statement, parameter.ParameterName), parameter.Value!);
        }
    }

    public static async Task RunAsync(DbCommand command, ColumnSink sink, CancellationToken cancellationToken)
    {
        using var scan = new SqliteScan((SqliteCommand)command, sink);
        while (scan.Read())
        {
            scan.Fill();
            ValueTask next = sink.NextRowAsync(cancellationToken);
            if (!next.IsCompletedSuccessfully)
            {
                await next.ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _statement.Dispose();

    private bool Read()
    {
        int code = raw.sqlite3_step(_statement);
        Check(code);
        return code == raw.SQLITE_ROW;
    }

    private void Fill()
    {
        int row = _sink.Row;
        for (int column = 0; column < _sink.Types.Count; column++)
        {
            bool isNull = raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;
            switch (_sink.Types[column])
            {
                case FieldType.Id:
                    _sink.Batch.Ids(column)[row] = isNull ? Guid.Empty : new Guid(raw.sqlite3_column_blob(_statement, column), bigEndian: true);
                    break;
                case FieldType.Text:
                    _sink.Batch.Texts(column)[row] = isNull ? null : Text(column);
                    break;
                default:
                    _sink.Batch.Numbers(column)[row] = isNull ? ColumnBatch.NullNumber : raw.sqlite3_column_int64(_statement, column);
                    break;
            }
        }
    }

    private string Text(int column)
    {
        ReadOnlySpan<byte> utf8 = raw.sqlite3_column_blob(_statement, column); // of a text its bytes in the file's encoding, UTF-8
        if (_texts[column] is { } last && utf8.SequenceEqual(_utf8[column]))
        {
            return last;
        }

        _utf8[column] = utf8.ToArray();
        return _texts[column] = Encoding.UTF8.GetString(utf8);
    }

    private void Bind(int parameter, object value) => Check(value switch
    {
        string text => raw.sqlite3_bind_text(_statement, parameter, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, parameter, bytes),
        IConvertible number => raw.sqlite3_bind_int64(_statement, parameter, number.ToInt64(System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"A {value.GetType()} is no value of a statement."),
    });

    private void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
    }
}
