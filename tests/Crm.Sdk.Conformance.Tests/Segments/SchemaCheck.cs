using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crm.Sdk.Conformance.Tests.Segments;

/// <summary>The part of JSON Schema 2020-12 that the schemas of segments and of scorecards use. A keyword that it does not know fails the test, so that none goes unchecked.</summary>
internal sealed class SchemaCheck(JsonElement root)
{
    public bool IsValid(JsonElement json) => IsValid(root, json);

    private bool IsValid(JsonElement schema, JsonElement json) => schema.EnumerateObject().All(keyword => Holds(keyword, schema, json));

    private bool Holds(JsonProperty keyword, JsonElement schema, JsonElement json)
    {
        JsonElement value = keyword.Value;
        bool isObject = json.ValueKind == JsonValueKind.Object, isArray = json.ValueKind == JsonValueKind.Array, isNumber = json.ValueKind == JsonValueKind.Number, isText = json.ValueKind == JsonValueKind.String;
        return keyword.Name switch
        {
            "$schema" or "$id" or "$defs" or "title" or "description" => true,
            "$ref" => IsValid(value.GetString()!.Split('/').Skip(1).Aggregate(root, static (at, name) => at.GetProperty(name)), json),
            "type" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(type => IsOf(json, type.GetString()!)) : IsOf(json, value.GetString()!),
            "oneOf" => value.EnumerateArray().Count(one => IsValid(one, json)) == 1,
            "anyOf" => value.EnumerateArray().Any(one => IsValid(one, json)),
            "enum" => value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, json)),
            "required" => !isObject || value.EnumerateArray().All(name => json.TryGetProperty(name.GetString()!, out _)),
            "properties" => !isObject || json.EnumerateObject().All(property => !value.TryGetProperty(property.Name, out JsonElement of) || IsValid(of, property.Value)),
            "additionalProperties" => !isObject || json.EnumerateObject().All(property =>
                (schema.TryGetProperty("properties", out JsonElement known) && known.TryGetProperty(property.Name, out _)) || (value.ValueKind == JsonValueKind.Object && IsValid(value, property.Value))),
            "minProperties" => !isObject || json.EnumerateObject().Count() >= value.GetInt32(),
            "items" => !isArray || json.EnumerateArray().All(item => IsValid(value, item)),
            "minItems" => !isArray || json.GetArrayLength() >= value.GetInt32(),
            "maxItems" => !isArray || json.GetArrayLength() <= value.GetInt32(),
            "minimum" => !isNumber || json.GetDecimal() >= value.GetDecimal(),
            "maximum" => !isNumber || json.GetDecimal() <= value.GetDecimal(),
            "exclusiveMinimum" => !isNumber || json.GetDouble() > value.GetDouble(),
            "maxLength" => !isText || json.GetString()!.Length <= value.GetInt32(),
            "minLength" => !isText || json.GetString()!.Length >= value.GetInt32(),
            "pattern" => !isText || Regex.IsMatch(json.GetString()!, value.GetString()!, RegexOptions.CultureInvariant),
            _ => throw new NotSupportedException($"The test knows no keyword '{keyword.Name}'."),
        };
    }

    private static bool IsOf(JsonElement json, string type) => type switch
    {
        "object" => json.ValueKind == JsonValueKind.Object,
        "array" => json.ValueKind == JsonValueKind.Array,
        "string" => json.ValueKind == JsonValueKind.String,
        "number" => json.ValueKind == JsonValueKind.Number,
        "integer" => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _),
        "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The test knows no type '{type}'."),
    };
}
