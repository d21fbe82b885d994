namespace Crm.Sdk.Care;

/// <summary>The variables that a name can mean in a place of a text, each with the short key under which the engine is given it.</summary>
/// <param name="variables">The variables.</param>
internal sealed class TemplateScope(ValueList<TemplateVariable> variables)
{
    private readonly Dictionary<string, TemplateVariable> _known = variables.ToDictionary(static variable => variable.Path, StringComparer.Ordinal);
    private readonly Dictionary<string, string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TemplateScope> _inner = new(StringComparer.Ordinal);

    /// <summary>The variables that the text names, by name, with their keys.</summary>
    public IReadOnlyDictionary<string, string> Used => _used;

    /// <summary>The scopes of lists that the text goes through, by the list's name.</summary>
    public IReadOnlyDictionary<string, TemplateScope> Inner => _inner;

    public IEnumerable<string> Names => _known.Keys;

    public TemplateVariable? Find(string name) => _known.GetValueOrDefault(name);

    public string KeyOf(string name)
    {
        if (!_used.TryGetValue(name, out string? key))
        {
            _used.Add(name, key = $"v{_used.Count}");
        }

        return key;
    }

    /// <summary>The scope of a list's items; the same for each loop through it.</summary>
    public TemplateScope Enter(TemplateVariable list)
    {
        if (!_inner.TryGetValue(list.Path, out TemplateScope? items))
        {
            _inner.Add(list.Path, items = new TemplateScope(list.Items));
        }

        return items;
    }
}
