using System.Text.Json;

namespace Crm.Sdk.Storage;

/// <summary>Reads conditions that people and files give as JSON, in the form that <see cref="Condition.ToString"/> writes.</summary>
/// <remarks>
/// <c>{"all":[…]}</c>, <c>{"any":[…]}</c>, <c>{"not":…}</c>, <c>{"field":"region","eq":"north"}</c> with <c>eq</c>, <c>ne</c>, <c>lt</c>, <c>lte</c>, <c>gt</c>, <c>gte</c>, <c>in</c>,
/// <c>startsWith</c> or <c>hasValue</c>. Dates, instants and ids stand as text, in ISO 8601 and as UUID. Thread-safe.
/// </remarks>
public static class ConditionReader
{
    private const string Shape = "a condition is one of {\"all\":[…]}, {\"any\":[…]}, {\"not\":…} and {\"field\":NAME,OP:VALUE} with eq, ne, lt, lte, gt, gte, in, startsWith or hasValue";

    /// <summary>Reads a condition on the records of a kind.</summary>
    /// <param name="json">The condition; nested at most 64 deep.</param>
    /// <param name="kind">The kind, whose fields say what type their values have.</param>
    /// <exception cref="CrmException">CRM1030: it is no condition, or a value is none of its field's type. CRM2020: the kind has no such field.</exception>
    public static Condition Read(string json, KindModel kind)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(kind);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement, kind);
        }
        catch (JsonException malformed)
        {
            throw new CrmException(ErrorCodes.BadValue, $"condition: it is no JSON: {malformed.Message}", malformed);
        }
    }

    private static Condition Read(JsonElement json, KindModel kind)
    {
        JsonProperty[] properties = json.ValueKind == JsonValueKind.Object ? [.. json.EnumerateObject()] : throw Refuse(json);
        return properties switch
        {
            [{ Name: "all", Value: { ValueKind: JsonValueKind.Array } all }] => Condition.All([.. all.EnumerateArray().Select(part => Read(part, kind))]),
            [{ Name: "any", Value: { ValueKind: JsonValueKind.Array } any }] => Condition.Any([.. any.EnumerateArray().Select(part => Read(part, kind))]),
            [{ Name: "not" } not] => Condition.Not(Read(not.Value, kind)),
            [{ Name: "field", Value.ValueKind: JsonValueKind.String } field, var test] => Leaf(kind.Field(field.Value.GetString()!), test, json),
            [var test, { Name: "field", Value.ValueKind: JsonValueKind.String } field] => Leaf(kind.Field(field.Value.GetString()!), test, json),
            _ => throw Refuse(json),
        };
    }

    private static Condition Leaf(FieldModel field, JsonProperty test, JsonElement json)
    {
        if (field.Type == FieldType.Opaque)
        {
            throw new CrmException(ErrorCodes.BadValue, $"{field.Id}: the field holds a whole object, which no condition compares.");
        }

        return (test.Name, test.Value.ValueKind) switch
        {
            ("eq", _) => Compare(Comparison.Equal),
            ("ne", _) => Compare(Comparison.NotEqual),
            ("lt", _) => Compare(Comparison.Less),
            ("lte", _) => Compare(Comparison.LessOrEqual),
            ("gt", _) => Compare(Comparison.Greater),
            ("gte", _) => Compare(Comparison.GreaterOrEqual),
            ("in", JsonValueKind.Array) => Condition.IsIn(field.Id, [.. test.Value.EnumerateArray().Select(value => Value(field, value))]),
            ("hasValue", JsonValueKind.True) => Condition.Has(field.Id),
            ("hasValue", JsonValueKind.False) => Condition.HasNo(field.Id),
            ("startsWith", JsonValueKind.String) when field.Type == FieldType.Text => Condition.StartsWith(field.Id, test.Value.GetString()!),
            _ => throw Refuse(json),
        };

        Condition Compare(Comparison comparison) => Condition.Is(field.Id, comparison, Value(field, test.Value));
    }

    private static FieldValue Value(FieldModel field, JsonElement json) => (field.Type, json.ValueKind) switch
    {
        (_, JsonValueKind.Null) => FieldValue.Null,
        (FieldType.Bool, JsonValueKind.True or JsonValueKind.False) => FieldValue.Of(json.GetBoolean()),
        (FieldType.Int, JsonValueKind.Number) when json.TryGetInt64(out long number) => FieldValue.Of(number),
        (FieldType.Text or FieldType.Id or FieldType.Instant or FieldType.Date, JsonValueKind.String) => FieldValue.Parse(field.Type, json.GetString()!),
        _ => throw new CrmException(ErrorCodes.BadValue, $"{field.Id}: {json.GetRawText()} is no {field.Type}, which the field holds."),
    };

    private static CrmException Refuse(JsonElement json) => new(ErrorCodes.BadValue, $"condition: {json.GetRawText()} is none; {Shape}.");
}
