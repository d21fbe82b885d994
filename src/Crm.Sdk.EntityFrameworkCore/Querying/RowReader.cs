using System.Data.Common;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>Reads the columns of rows without boxing.</summary>
internal sealed class RowReader
{
    private readonly DbDataReader _reader;
    private readonly bool _nativeIds;
    private readonly FieldColumn[] _columns;
    private readonly int[] _places;
    private readonly int _id;
    private readonly int _valueCount;

    /// <param name="reader">The reader.</param>
    /// <param name="columns">The fields to read.</param>
    /// <param name="valueCount">How many values a row has: as many as its kind or part has fields.</param>
    /// <param name="nativeIds">Whether the database has a type of its own for UUIDs.</param>
    public RowReader(DbDataReader reader, IReadOnlyList<FieldColumn> columns, int valueCount, bool nativeIds)
    {
        _reader = reader;
        _nativeIds = nativeIds;
        _columns = [.. columns];
        _places = [.. columns.Select(column => reader.GetOrdinal(column.Name))];
        _id = reader.GetOrdinal(SqlNames.Id);
        _valueCount = valueCount;
    }

    public RecordId Id() => new(IdAt(_id));

    public long Number(string column) => _reader.GetInt64(_reader.GetOrdinal(column));

    public byte[] Bytes(string column) => _reader.GetFieldValue<byte[]>(_reader.GetOrdinal(column));

    /// <summary>The values by the fields' ordinals.</summary>
    public FieldValue[] Values()
    {
        var values = new FieldValue[_valueCount];
        for (int i = 0; i < _columns.Length; i++)
        {
            int place = _places[i];
            if (!_reader.IsDBNull(place))
            {
                values[_columns[i].Field.Ordinal] = Value(_columns[i].Field.Type, place);
            }
        }

        return values;
    }

    private FieldValue Value(FieldType type, int place) => type switch
    {
        FieldType.Text => FieldValue.Of(_reader.GetString(place)),
        FieldType.Opaque => FieldValue.Opaque(_reader.GetString(place)),
        FieldType.Id => FieldValue.Of(IdAt(place)),
        _ => BagValues.OfNumber(type, _reader.GetInt64(place)),
    };

    private Guid IdAt(int place)
    {
        if (_nativeIds)
        {
            return _reader.GetGuid(place);
        }

        Span<byte> bytes = _reader.GetFieldValue<byte[]>(place);
        return new Guid(bytes, bigEndian: true);
    }
}
