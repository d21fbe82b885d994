using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads rows whose columns were asked for in a known order, without boxing.</summary>
internal sealed class RowReader(DbDataReader reader, SqlDialect dialect)
{
    public RecordId Id(int place) => new(dialect.ReadId(reader, place));

    public long Number(int place) => reader.GetInt64(place);

    public byte[] Bytes(int place) => reader.GetFieldValue<byte[]>(place);

    /// <summary>The values by the fields' ordinals.</summary>
    /// <param name="columns">The columns that stand in the row one after another.</param>
    /// <param name="first">The place of the first.</param>
    /// <param name="count">How many fields the kind or part has.</param>
    public FieldValue[] Values(IReadOnlyList<FieldColumn> columns, int first, int count)
    {
        var values = new FieldValue[count];
        for (int i = 0; i < columns.Count; i++)
        {
            FieldModel field = columns[i].Field;
            values[field.Ordinal] = Value(field.Type, first + i);
        }

        return values;
    }

    public FieldValue Value(FieldType type, int place)
    {
        if (reader.IsDBNull(place))
        {
            return FieldValue.Null;
        }

        return type switch
        {
            FieldType.Text => FieldValue.Of(reader.GetString(place)),
            FieldType.Opaque => FieldValue.Opaque(reader.GetString(place)),
            FieldType.Id => FieldValue.Of(dialect.ReadId(reader, place)),
            _ => ColumnValue.OfNumber(type, reader.GetInt64(place)),
        };
    }
}
