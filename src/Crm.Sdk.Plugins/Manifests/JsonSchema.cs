using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Crm.Sdk.Plugins.Manifests;

/// <summary>Checks JSON against a schema, naming line and pointer of each break. Knows the keywords that our schemas use and refuses a schema with others.</summary>
/// <remarks>
/// The one published schema serves editors and hosts alike, so that a manifest which an editor finds right is never refused for its form. A schema's
/// <c>description</c> says what would be right, so it is also the text of the message.
/// </remarks>
internal sealed class JsonSchema
{
    private readonly Dictionary<string, JsonSchema> _definitions;
    private readonly string? _reference;
    private readonly string _description;
    private readonly string? _type;
    private readonly int? _const;
    private readonly List<string> _enum = [];
    private readonly List<string> _required = [];
    private readonly Dictionary<string, JsonSchema> _properties = new(StringComparer.Ordinal);
    private readonly bool _additionalProperties = true;
    private readonly JsonSchema? _items;
    private readonly Regex? _pattern;
    private readonly int _minLength, _minItems, _minimum = int.MinValue;
    private readonly int _maxLength = int.MaxValue, _maxItems = int.MaxValue, _maximum = int.MaxValue;
    private readonly bool _uniqueItems;

    private JsonSchema(PositionedJson schema, Dictionary<string, JsonSchema> definitions)
    {
        _definitions = definitions;
        _description = string.Empty;
        foreach ((string keyword, PositionedJson value) in schema.Members)
        {
            switch (keyword)
            {
                case "$schema" or "title":
                    break;
                case "$defs":
                    foreach ((string name, PositionedJson definition) in value.Members)
                    {
                        definitions.Add($"#/$defs/{name}", new JsonSchema(definition, definitions));
                    }

                    break;
                case "$ref":
                    _reference = value.Text;
                    break;
                case "description":
                    _description = value.Text;
                    break;
                case "type":
                    _type = value.Text;
                    break;
                case "const":
                    _const = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "enum":
                    _enum.AddRange(value.Items.Select(item => item.Text));
                    break;
                case "required":
                    _required.AddRange(value.Items.Select(item => item.Text));
                    break;
                case "properties":
                    foreach ((string name, PositionedJson property) in value.Members)
                    {
                        _properties.Add(name, new JsonSchema(property, definitions));
                    }

                    break;
                case "additionalProperties":
                    _additionalProperties = value.Kind == JsonValueKind.True;
                    break;
                case "items":
                    _items = new JsonSchema(value, definitions);
                    break;
                case "pattern":
                    // Without backtracking no manifest can make the check slow.
                    _pattern = new Regex(value.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
                    break;
                case "minLength":
                    _minLength = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "maxLength":
                    _maxLength = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "minItems":
                    _minItems = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "maxItems":
                    _maxItems = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "minimum":
                    _minimum = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "maximum":
                    _maximum = value.Integer ?? throw Unknown(keyword, value);
                    break;
                case "uniqueItems":
                    _uniqueItems = value.Kind == JsonValueKind.True;
                    break;
                default:
                    throw Unknown(keyword, value);
            }
        }
    }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="NotSupportedException">The schema has a keyword that is not known here.</exception>
    public static JsonSchema Parse(ReadOnlySpan<byte> utf8) => new(PositionedJson.Parse(utf8), new Dictionary<string, JsonSchema>(StringComparer.Ordinal));

    /// <summary>The breaks of the schema, in the order of the file; none where it is kept.</summary>
    public List<ManifestProblem> Validate(PositionedJson value)
    {
        var problems = new List<ManifestProblem>();
        Validate(value, problems);
        return problems;
    }

    private void Validate(PositionedJson value, List<ManifestProblem> problems)
    {
        if (_reference is not null)
        {
            _definitions[_reference].Validate(value, problems);
            return;
        }

        if (_type is not null && !IsOfType(value, _type))
        {
            Add($"{Show(value)} is no {_type}");
            return;
        }

        if (_const is not null && value.Integer != _const)
        {
            Add($"{Show(value)} is not known");
            return;
        }

        if (_enum.Count > 0 && !(value.Kind == JsonValueKind.String && _enum.Contains(value.Text)))
        {
            Add($"{Show(value)} is none of {string.Join(", ", _enum)}");
            return;
        }

        switch (value.Kind)
        {
            case JsonValueKind.Object:
                ValidateObject(value, problems);
                break;
            case JsonValueKind.Array:
                ValidateArray(value, problems);
                break;
            case JsonValueKind.String when value.Text.Length < _minLength:
                Add(value.Text.Length == 0 ? "the text is empty" : $"{Show(value)} is shorter than {_minLength} characters");
                break;
            case JsonValueKind.String when value.Text.Length > _maxLength:
                Add($"{Show(value)} is longer than {_maxLength} characters");
                break;
            case JsonValueKind.String when _pattern is not null && !_pattern.IsMatch(value.Text):
                Add($"{Show(value)} has not the right form");
                break;
            case JsonValueKind.Number when value.Integer < _minimum || value.Integer > _maximum:
                Add($"{Show(value)} is out of range");
                break;
        }

        void Add(string what) =>
            problems.Add(new ManifestProblem(PluginErrorCodes.ManifestInvalid, value.Line, value.Column, value.Pointer, $"{what}; expected: {_description}"));
    }

    private void ValidateObject(PositionedJson value, List<ManifestProblem> problems)
    {
        foreach (string name in _required)
        {
            if (value[name] is null)
            {
                string expected = _properties[name].Resolve()._description;
                problems.Add(new ManifestProblem(
                    PluginErrorCodes.ManifestInvalid, value.Line, value.Column, value.Pointer, $"'{name}' is missing; expected: {expected}"));
            }
        }

        foreach ((string name, PositionedJson member) in value.Members)
        {
            if (_properties.TryGetValue(name, out JsonSchema? property))
            {
                property.Validate(member, problems);
            }
            else if (!_additionalProperties)
            {
                problems.Add(new ManifestProblem(
                    PluginErrorCodes.ManifestInvalid, member.Line, member.Column, member.Pointer,
                    $"'{PositionedJson.Shorten(name)}' is no field here; expected one of {string.Join(", ", _properties.Keys)}"));
            }
        }
    }

    private void ValidateArray(PositionedJson value, List<ManifestProblem> problems)
    {
        if (value.Items.Count < _minItems || value.Items.Count > _maxItems)
        {
            problems.Add(new ManifestProblem(
                PluginErrorCodes.ManifestInvalid, value.Line, value.Column, value.Pointer,
                string.Create(CultureInfo.InvariantCulture, $"{value.Items.Count} items; expected: {_minItems} to {_maxItems} of them, {_description}")));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (PositionedJson item in value.Items)
        {
            _items?.Validate(item, problems);
            if (_uniqueItems && !seen.Add(item.Text))
            {
                problems.Add(new ManifestProblem(PluginErrorCodes.ManifestInvalid, item.Line, item.Column, item.Pointer, $"{Show(item)} stands twice in the list"));
            }
        }
    }

    private JsonSchema Resolve() => _reference is null ? this : _definitions[_reference];

    private static bool IsOfType(PositionedJson value, string type) => type switch
    {
        "object" => value.Kind == JsonValueKind.Object,
        "array" => value.Kind == JsonValueKind.Array,
        "string" => value.Kind == JsonValueKind.String,
        "integer" => value.Integer is not null,
        "boolean" => value.Kind is JsonValueKind.True or JsonValueKind.False,
        _ => throw new NotSupportedException($"The type '{type}' is not used in the schemas of this assembly."),
    };

    private static string Show(PositionedJson value) => value.Kind switch
    {
        JsonValueKind.String => $"'{PositionedJson.Shorten(value.Text)}'",
        JsonValueKind.Number => PositionedJson.Shorten(value.Text),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    private static NotSupportedException Unknown(string keyword, PositionedJson value) =>
        new($"The schema's keyword '{keyword}' at {value.Pointer} (line {value.Line}) is not known here.");
}
