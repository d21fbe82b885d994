using System.Buffers;
using System.Text.Json;

namespace Crm.Sdk.Import;

/// <summary>JSON Lines: one object a line. A property is a column, an object's own properties are columns <c>outer.inner</c>, an array is its JSON text.</summary>
internal sealed class JsonRowReader : RowReader
{
    private const int MaxColumns = 1_000;

    private readonly LineReader _lines;
    private readonly List<string> _columns;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _text = new(4096);
    private readonly List<Range?> _cells = [];

    /// <param name="stream">The source.</param>
    /// <param name="columns">Columns that are known already, in their places.</param>
    public JsonRowReader(Stream stream, IReadOnlyList<string> columns)
    {
        _lines = new LineReader(stream);
        _columns = [.. columns];
        for (int i = 0; i < _columns.Count; i++)
        {
            _index.Add(_columns[i], i);
            _cells.Add(null);
        }
    }

    public override IReadOnlyList<string> Columns => _columns;

    public override long Line => _lines.Number;

    public override ReadOnlySpan<byte> this[int column] => column < _cells.Count && _cells[column] is { } range ? Trim(_text.WrittenSpan[range]) : default;

    public override bool Has(int column) => column < _cells.Count && _cells[column] is not null;

    public override ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await _lines.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        while (Trim(_lines.Line).IsEmpty);

        Malformed = null;
        _text.ResetWrittenCount();
        for (int i = 0; i < _cells.Count; i++)
        {
            _cells[i] = null;
        }

        try
        {
            Parse();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            Malformed ??= "the line is not one JSON object" + (error is JsonException { BytePositionInLine: { } at } ? $" (byte {at})" : string.Empty);
        }

        return true;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Parse()
    {
        var json = new Utf8JsonReader(_lines.Line);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            Malformed = "the line is not one JSON object";
            return;
        }

        ReadObject(ref json, prefix: null);
        if (json.Read())
        {
            Malformed = "something follows the JSON object";
        }
    }

    private void ReadObject(ref Utf8JsonReader json, string? prefix)
    {
        int expected = 0; // rows mostly have the same properties in the same order
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            int column = prefix is null && expected < _columns.Count && json.ValueTextEquals(_columns[expected]) ? expected : -1;
            string? name = column >= 0 ? null : prefix is null ? json.GetString()! : $"{prefix}.{json.GetString()}";
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadObject(ref json, name ?? _columns[column]);
                continue;
            }

            column = column >= 0 ? column : ColumnOf(name!);
            expected = column + 1;
            if (column < 0)
            {
                Malformed ??= $"the file has more than {MaxColumns} different properties";
                json.Skip();
                continue;
            }

            if (_cells[column] is not null)
            {
                Malformed ??= $"property '{_columns[column]}' stands twice";
            }

            _cells[column] = ReadValue(ref json);
        }
    }

    private int ColumnOf(string name)
    {
        if (_index.TryGetValue(name, out int column) || _columns.Count == MaxColumns)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        column = _columns.Count;
        _columns.Add(name);
        _cells.Add(null);
        _index.Add(name, column);
        return column;
    }

    private Range ReadValue(ref Utf8JsonReader json)
    {
        int start = _text.WrittenCount;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                Span<byte> room = _text.GetSpan(json.ValueSpan.Length + 1);
                _text.Advance(json.CopyString(room));
                break;
            case JsonTokenType.StartArray:
                int begin = (int)json.TokenStartIndex;
                json.Skip();
                _text.Write(_lines.Line[begin..(int)json.BytesConsumed]);
                break;
            default:
                _text.Write(json.ValueSpan); // a number or a truth value as it is written
                break;
        }

        return new Range(start, _text.WrittenCount);
    }
}
