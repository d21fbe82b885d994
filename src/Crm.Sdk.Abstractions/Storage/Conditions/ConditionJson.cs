using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Crm.Sdk.Storage;

/// <summary>Writes a condition as compact JSON.</summary>
internal static class ConditionJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Condition condition)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, condition);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Condition condition)
    {
        json.WriteStartObject();
        switch (condition)
        {
            case Condition.AllOf all:
                WriteMany(json, "all", all.Conditions);
                break;
            case Condition.AnyOf any:
                WriteMany(json, "any", any.Conditions);
                break;
            case Condition.Negation not:
                json.WritePropertyName("not");
                Write(json, not.Condition);
                break;
            case Condition.Compare compare:
                json.WriteString("field", compare.Field.Name);
                json.WritePropertyName(Name(compare.Comparison));
                WriteValue(json, compare.Value);
                break;
            case Condition.In isIn:
                json.WriteString("field", isIn.Field.Name);
                json.WriteStartArray("in");
                foreach (FieldValue value in isIn.Values)
                {
                    WriteValue(json, value);
                }

                json.WriteEndArray();
                break;
            case Condition.IsNull isNull:
                json.WriteString("field", isNull.Field.Name);
                json.WriteBoolean("hasValue", false);
                break;
            case Condition.HasValue has:
                json.WriteString("field", has.Field.Name);
                json.WriteBoolean("hasValue", true);
                break;
            case Condition.Prefix prefix:
                json.WriteString("field", prefix.Field.Name);
                json.WriteString("startsWith", prefix.Text);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteMany(Utf8JsonWriter json, string name, ValueList<Condition> conditions)
    {
        json.WriteStartArray(name);
        foreach (Condition condition in conditions)
        {
            Write(json, condition);
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, FieldValue value)
    {
        switch (value.Type)
        {
            case FieldType.Null:
                json.WriteNullValue();
                break;
            case FieldType.Bool:
                json.WriteBooleanValue(value.AsBool());
                break;
            case FieldType.Int:
                json.WriteNumberValue(value.AsInt());
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }

    private static string Name(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "eq",
        Comparison.NotEqual => "ne",
        Comparison.Less => "lt",
        Comparison.LessOrEqual => "lte",
        Comparison.Greater => "gt",
        _ => "gte",
    };
}
