using Crm.Sdk.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Crm.Sdk.Storage.PostgreSql;

/// <summary>Rows as one array a column, which a statement unnests: any number of rows is one statement, prepared once.</summary>
internal sealed class ColumnArrays
{
    private readonly IReadOnlyList<(string Name, ColumnType Type)> _columns;
    private readonly Array[] _arrays;

    public ColumnArrays(IReadOnlyList<(string Name, ColumnType Type)> columns, int rows)
    {
        _columns = columns;
        _arrays = [.. columns.Select(Array (column) => column.Type switch
        {
            ColumnType.Number => new long?[rows],
            ColumnType.Id => new Guid?[rows],
            ColumnType.Bytes => new byte[]?[rows],
            _ => new string?[rows],
        })];
    }

    /// <summary>The columns' names, quoted.</summary>
    public string Names => string.Join(", ", _columns.Select(static column => PostgreSqlDialect.Instance.Quote(column.Name)));

    /// <summary>A table <c>u</c> of the rows: its columns are named as they are here. Its arrays are the parameters after those that the command has.</summary>
    public string Unnest(NpgsqlBatchCommand command)
    {
        string arrays = string.Join(", ", _columns.Select((column, i) => $"${command.Parameters.Count + i + 1}::{SqlType(column.Type)}[]"));
        for (int i = 0; i < _columns.Count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = _arrays[i], NpgsqlDbType = NpgsqlDbType.Array | PostgreSqlDialect.TypeOf(_columns[i].Type) });
        }

        return $"unnest({arrays}) AS u({Names})";
    }

    public void Set(int column, int row, long value) => ((long?[])_arrays[column])[row] = value;

    public void Set(int column, int row, Guid value) => ((Guid?[])_arrays[column])[row] = value;

    public void Set(int column, int row, byte[] value) => ((byte[]?[])_arrays[column])[row] = value;

    public void Set(int column, int row, FieldValue value)
    {
        switch (value.Type)
        {
            case FieldType.Null:
                break;
            case FieldType.Text:
                ((string?[])_arrays[column])[row] = value.AsText();
                break;
            case FieldType.Opaque:
                ((string?[])_arrays[column])[row] = value.AsOpaque();
                break;
            case FieldType.Id:
                Set(column, row, value.AsId());
                break;
            case FieldType.Bool:
                Set(column, row, value.AsBool() ? 1L : 0L);
                break;
            case FieldType.Instant:
                Set(column, row, value.AsMicroseconds());
                break;
            case FieldType.Date:
                Set(column, row, value.AsDays());
                break;
            default:
                Set(column, row, value.AsInt());
                break;
        }
    }

    private static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Number => "bigint",
        ColumnType.Id => "uuid",
        ColumnType.Bytes => "bytea",
        _ => "text",
    };
}
