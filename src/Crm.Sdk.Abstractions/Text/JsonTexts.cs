using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Crm.Sdk;

/// <summary>Texts in JSON files, one a language: an object of codes and texts.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class JsonTexts : ITextCatalogue
{
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _languages;

    private JsonTexts(FrozenDictionary<string, FrozenDictionary<string, string>> languages) => _languages = languages;

    /// <summary>The languages there are texts in, as names of cultures such as <c>en</c>.</summary>
    public IReadOnlyCollection<string> Languages => _languages.Keys;

    /// <summary>Reads the texts that an assembly embeds as the resources <c>texts.en.json</c>, <c>texts.zh.json</c> and so on.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="prefix">What the names of the resources begin with, before the language.</param>
    /// <exception cref="InvalidDataException">There is no such resource, or one is not an object of texts.</exception>
    public static JsonTexts Embedded(Assembly assembly, string prefix = "texts.")
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        const string Ending = ".json";
        var languages = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal) && name.Length > prefix.Length + Ending.Length)
            {
                languages[name[prefix.Length..^Ending.Length]] = Read(assembly, name);
            }
        }

        return languages.Count > 0
            ? new JsonTexts(languages.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase))
            : throw new InvalidDataException($"{assembly.GetName().Name} embeds no resource {prefix}LANGUAGE{Ending}.");
    }

    /// <summary>The codes that have a text in a language.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <returns>The codes; none for another language.</returns>
    public IReadOnlyCollection<string> Codes(string language) =>
        _languages.TryGetValue(language, out FrozenDictionary<string, string>? texts) ? texts.Keys : [];

    /// <inheritdoc/>
    public string? Find(string code, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(culture);
        foreach (string name in TextCulture.Names(culture))
        {
            if (_languages.TryGetValue(name, out FrozenDictionary<string, string>? texts) && texts.TryGetValue(code, out string? text))
            {
                return text;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, string> Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream);
            return document.RootElement.EnumerateObject().ToFrozenDictionary(
                static text => text.Name,
                static text => text.Value.GetString() ?? throw new InvalidOperationException($"'{text.Name}' is null."),
                StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The resource {name} of {assembly.GetName().Name} is no object of texts: {e.Message}", e);
        }
    }
}
