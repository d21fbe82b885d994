namespace Crm.Sdk.Care;

/// <summary>The values of variables for one message or one item of a list; a variable that is not there has no value, which is neither empty nor zero.</summary>
/// <remarks>Immutable; thread-safe.</remarks>
/// <param name="values">The values by name; null for none.</param>
public sealed class TemplateValues(IReadOnlyDictionary<string, TemplateValue?> values)
{
    /// <summary>No values.</summary>
    public static TemplateValues None { get; } = new(new Dictionary<string, TemplateValue?>());

    /// <summary>The value of a variable, or null where it has none.</summary>
    /// <param name="path">Its name.</param>
    public TemplateValue? Find(string path) => values.GetValueOrDefault(path);

    /// <summary>These values and others; where both have one, the other's.</summary>
    public TemplateValues With(TemplateValues other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(values.Concat(other.All).GroupBy(static entry => entry.Key, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => group.Last().Value, StringComparer.Ordinal));
    }

    private IReadOnlyDictionary<string, TemplateValue?> All => values;
}
