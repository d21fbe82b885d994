using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Crm.Sdk.Storage;

/// <summary>The JSON of a kind that brings its own serialiser.</summary>
internal sealed class SerialisedFormat<T>(JsonTypeInfo<T> type) : IPayloadFormat
    where T : class
{
    public void Write(object entity, IBufferWriter<byte> utf8)
    {
        using var json = new Utf8JsonWriter(utf8, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(json, (T)entity, type);
    }

    public object Read(RecordId id, ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, type) ?? throw new JsonException("The text is 'null'.");
}
