using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crm.Sdk.Credit;

/// <summary>Writes a value as one text.</summary>
internal abstract class TextConverter<T> : JsonConverter<T>
{
    protected abstract T Parse(string text);

    protected abstract string Format(T value);

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        try
        {
            return Parse(text ?? throw new FormatException("null"));
        }
        catch (Exception wrong) when (wrong is FormatException or OverflowException or CrmException)
        {
            throw new JsonException($"'{text}' is no {typeof(T).Name}.", wrong);
        }
    }

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));
}
