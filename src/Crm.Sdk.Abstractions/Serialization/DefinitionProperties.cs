using System.Text.Json;
using Crm.Sdk.Segments;

namespace Crm.Sdk.Serialization;

/// <summary>The properties of one object of a definition, and where it stands. What nobody took at the end is refused.</summary>
/// <remarks>What is wrong becomes the error of the definition's own kind, with the place as a JSON pointer (RFC 6901).</remarks>
internal sealed class DefinitionProperties
{
    private const int MaxItems = 10_000;

    private readonly Dictionary<string, JsonElement> _values;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly string _at;
    private readonly DefinitionRefusal _refuse;

    private DefinitionProperties(Dictionary<string, JsonElement> values, string at, DefinitionRefusal refuse) => (_values, _at, _refuse) = (values, at, refuse);

    public IEnumerable<string> Names => _values.Keys;

    public static DefinitionProperties Of(JsonElement json, string at, string shape, DefinitionRefusal refuse)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw refuse(isShape: true, at, $"{Short(json)} stands there; {shape}.");
        }

        var values = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (!values.TryAdd(property.Name, property.Value))
            {
                throw refuse(isShape: true, at, $"'{property.Name}' stands there twice.");
            }
        }

        return new DefinitionProperties(values, at, refuse);
    }

    /// <summary>The properties of an object that stands under a name.</summary>
    public DefinitionProperties Within(string name, string shape) => Of(Take(name), At(name), shape, _refuse);

    /// <summary>The objects of a list that stands under a name, at most 10,000.</summary>
    public IEnumerable<DefinitionProperties> Items(string name, string shape)
    {
        JsonElement list = Take(name);
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MaxItems
            ? list.EnumerateArray().Select((item, i) => Of(item, $"{At(name)}/{i}", shape, _refuse))
            : throw Refuse(name, $"it takes a list of at most {MaxItems:N0}.");
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string At(string name) => $"{_at}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public JsonElement Take(string name)
    {
        if (!_values.TryGetValue(name, out JsonElement value))
        {
            throw Refuse($"'{name}' is missing.");
        }

        _taken.Add(name);
        return value;
    }

    public string Text(string name) => Take(name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } written
        ? written
        : throw Refuse(name, "it takes a text that is not empty.");

    public IEnumerable<string> Texts(string name)
    {
        JsonElement list = Take(name);
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() is > 0 and <= MaxItems && list.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String)
            ? list.EnumerateArray().Select(static item => item.GetString()!)
            : throw Refuse(name, $"it takes a list of 1 to {MaxItems:N0} texts.");
    }

    public string OneOf(string name, params string[] choices) => Text(name) is var written && choices.Contains(written, StringComparer.Ordinal)
        ? written
        : throw Refuse(name, $"'{Short(_values[name])}' is none of {string.Join(", ", choices)}.");

    public int Whole(string name, int least, int most) => Take(name) is { ValueKind: JsonValueKind.Number } json && json.TryGetInt32(out int number) && number >= least && number <= most
        ? number
        : throw Refuse(name, $"it takes a whole number from {least} to {most}.");

    public decimal Number(string name, decimal least, decimal most) => Take(name) is { ValueKind: JsonValueKind.Number } json && json.TryGetDecimal(out decimal number) && number >= least && number <= most
        ? number
        : throw Refuse(name, $"it takes a number from {least} to {most}.");

    /// <summary>Refuses what nobody took.</summary>
    /// <param name="known">The names that can stand there, for the hint.</param>
    public void End(IEnumerable<string> known)
    {
        foreach (string name in _values.Keys)
        {
            if (!_taken.Contains(name))
            {
                throw Refuse(name, $"nothing of that name belongs there; {NearName.Hint(name, known.Concat(_taken))}");
            }
        }
    }

    public string Guess(IReadOnlyList<string> known) => _values.Keys.FirstOrDefault(name => !_taken.Contains(name)) is { } name ? $"'{name}': {NearName.Hint(name, known)}" : "it has none of them.";

    public CrmException Refuse(string why) => _refuse(isShape: true, _at, why);

    public CrmException Refuse(string name, string why) => _refuse(isShape: false, At(name), why);

    public static string Short(JsonElement json)
    {
        string text = json.GetRawText();
        return text.Length <= 60 ? text : $"{text[..60]}…";
    }
}
