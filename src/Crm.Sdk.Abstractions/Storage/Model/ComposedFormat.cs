using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crm.Sdk.Storage;

/// <summary>The JSON of a composed kind: its fields by name, nulls left out, its parts as arrays. Instants are microseconds, dates days since 1970-01-01.</summary>
internal sealed class ComposedFormat(KindModel model) : IPayloadFormat
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Dictionary<string, FieldModel> _fields = model.Fields.ToDictionary(static field => field.Id.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, (int Ordinal, Dictionary<string, FieldModel> Fields)> _parts = model.Parts
        .Select(static (part, ordinal) => (part, ordinal))
        .ToDictionary(static p => p.part.Id.Name, static p => (p.ordinal, p.part.Fields.ToDictionary(static field => field.Id.Name, StringComparer.Ordinal)), StringComparer.Ordinal);

    public void Write(object entity, IBufferWriter<byte> utf8)
    {
        using var json = new Utf8JsonWriter(utf8, Options);
        json.WriteStartObject();
        WriteFields(json, model.Fields, entity);
        foreach (PartModel part in model.Parts)
        {
            IReadOnlyList<object> items = part.Items(entity);
            if (items.Count == 0)
            {
                continue;
            }

            json.WritePropertyName(part.Id.Name);
            WriteItems(json, part, items);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the items of a part as a JSON array.</summary>
    public static void WriteItems(Utf8JsonWriter json, PartModel part, IReadOnlyList<object> items)
    {
        json.WriteStartArray();
        foreach (object item in items)
        {
            json.WriteStartObject();
            WriteFields(json, part.Fields, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public object Read(RecordId id, ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var values = new FieldValue[model.Fields.Count];
        var parts = new IReadOnlyList<StoredRow>[model.Parts.Count];
        Array.Fill(parts, []);
        Expect(json.Read() && json.TokenType == JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            json.Read();
            if (_fields.TryGetValue(name, out FieldModel? field))
            {
                values[field.Ordinal] = ReadValue(ref json, field.Type);
            }
            else if (_parts.TryGetValue(name, out (int Ordinal, Dictionary<string, FieldModel> Fields) part))
            {
                parts[part.Ordinal] = ReadItems(ref json, id, part.Fields);
            }
            else
            {
                json.Skip(); // written by a later minor version
            }
        }

        Expect(json.TokenType == JsonTokenType.EndObject && !json.Read());
        return model.Compose(new StoredRow(id, values, parts));
    }

    private static List<StoredRow> ReadItems(ref Utf8JsonReader json, RecordId id, Dictionary<string, FieldModel> fields)
    {
        Expect(json.TokenType == JsonTokenType.StartArray);
        var items = new List<StoredRow>();
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            var values = new FieldValue[fields.Count];
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                if (fields.TryGetValue(name, out FieldModel? field))
                {
                    values[field.Ordinal] = ReadValue(ref json, field.Type);
                }
                else
                {
                    json.Skip();
                }
            }

            items.Add(new StoredRow(id, values));
        }

        return items;
    }

    private static void WriteFields(Utf8JsonWriter json, IReadOnlyList<FieldModel> fields, object entity)
    {
        foreach (FieldModel field in fields)
        {
            if (field.Computed)
            {
                continue;
            }

            FieldValue value = field.Get(entity);
            switch (value.Type)
            {
                case FieldType.Null:
                    break;
                case FieldType.Bool:
                    json.WriteBoolean(field.Id.Name, value.AsBool());
                    break;
                case FieldType.Int:
                    json.WriteNumber(field.Id.Name, value.AsInt());
                    break;
                case FieldType.Instant:
                    json.WriteNumber(field.Id.Name, value.AsMicroseconds());
                    break;
                case FieldType.Date:
                    json.WriteNumber(field.Id.Name, value.AsDays());
                    break;
                case FieldType.Id:
                    json.WriteString(field.Id.Name, value.AsId());
                    break;
                default:
                    json.WriteString(field.Id.Name, value.ToString());
                    break;
            }
        }
    }

    private static FieldValue ReadValue(ref Utf8JsonReader json, FieldType type)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return FieldValue.Null;
        }

        try
        {
            return type switch
            {
                FieldType.Bool => FieldValue.Of(json.GetBoolean()),
                FieldType.Int => FieldValue.Of(json.GetInt64()),
                FieldType.Instant => FieldValue.OfMicroseconds(json.GetInt64()),
                FieldType.Date => FieldValue.OfDays(json.GetInt64()),
                FieldType.Id => FieldValue.Of(json.GetGuid()),
                FieldType.Opaque => FieldValue.Opaque(json.GetString()),
                _ => FieldValue.Of(json.GetString()),
            };
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException)
        {
            throw new JsonException($"a {json.TokenType} stands where {type} was expected", error);
        }
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new JsonException("the text is not of the expected shape");
        }
    }
}
