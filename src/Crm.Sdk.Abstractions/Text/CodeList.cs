using System.Collections.Frozen;
using System.Globalization;

namespace Crm.Sdk;

/// <summary>The built-in members of an open set, in their order. A code that is not among them is allowed all the same.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, OpenCode> _byCode;

    /// <summary>Makes a list.</summary>
    /// <param name="name">The set's name, such as <c>need-channel</c>.</param>
    /// <param name="members">The members, each code once.</param>
    /// <exception cref="CrmException">CRM1030: the name or a code has another form, or a code stands twice.</exception>
    public CodeList(string name, params ReadOnlySpan<OpenCode> members)
    {
        Require.Code(name, "code-list.name");
        var byCode = new Dictionary<string, OpenCode>(StringComparer.Ordinal);
        foreach (OpenCode member in members)
        {
            Require.Code(member.Code, name);
            Require.That(byCode.TryAdd(member.Code, member), name, $"code '{member.Code}' stands twice");
        }

        Name = name;
        Members = ValueList.Create(members);
        _byCode = byCode.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>The built-in members.</summary>
    public ValueList<OpenCode> Members { get; }

    /// <summary>The member with a code, or null where it is not a built-in one.</summary>
    public OpenCode? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>A code's title: Chinese where the language is Chinese, else English; of a code that is not built in, the code itself.</summary>
    /// <param name="code">The code.</param>
    /// <param name="culture">The language.</param>
    public string TitleOf(string code, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return Find(code) is not { } member ? code : culture.Name.StartsWith("zh", StringComparison.Ordinal) ? member.Chinese : member.English;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
