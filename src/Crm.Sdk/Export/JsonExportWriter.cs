using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crm.Sdk.Export;

/// <summary>One JSON object a line, every column in each, null where there is no value.</summary>
internal sealed class JsonExportWriter : ExportWriter
{
    private const int FlushAt = 64 * 1024;

    private readonly Stream _stream;
    private readonly IReadOnlyList<string> _columns;
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json;
    private int _column;

    public JsonExportWriter(Stream stream, IReadOnlyList<string> columns)
    {
        _stream = stream;
        _columns = columns;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public override void Text(string? value)
    {
        Name();
        _json.WriteStringValue(value);
    }

    public override void Real(double? value)
    {
        Name();
        if (value is { } number)
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    public override void Number(decimal? value)
    {
        Name();
        if (value is { } number)
        {
            _json.WriteNumberValue(number);
        }
        else
        {
            _json.WriteNullValue();
        }
    }

    public override void Json(string? value)
    {
        Name();
        _json.WriteRawValue(value ?? "null");
    }

    public override async ValueTask EndRowAsync(CancellationToken cancellationToken)
    {
        _json.WriteEndObject();
        await _json.FlushAsync(cancellationToken).ConfigureAwait(false);
        _json.Reset();
        _buffer.Write("\n"u8);
        _column = 0;
        if (_buffer.WrittenCount >= FlushAt)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await _json.DisposeAsync().ConfigureAwait(false);
    }

    private void Name()
    {
        if (_column == 0)
        {
            _json.WriteStartObject();
        }

        _json.WritePropertyName(_columns[_column++]);
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }
}
