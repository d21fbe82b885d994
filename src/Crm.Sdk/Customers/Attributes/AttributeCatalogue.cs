using System.Collections.Frozen;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>The attributes that customers of this host can have: the facets of G1 and G2, and those of the host and its plugins.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class AttributeCatalogue
{
    private readonly FrozenDictionary<string, AttributeDefinition> _byName;

    /// <summary>Makes a catalogue of the built-in attributes and others.</summary>
    /// <param name="further">The attributes of the host and its plugins; one that stands twice must be the same.</param>
    /// <exception cref="CrmException">CRM2023: a definition contradicts itself, or two of one name differ.</exception>
    public AttributeCatalogue(IEnumerable<AttributeDefinition> further)
    {
        ArgumentNullException.ThrowIfNull(further);
        var byName = new Dictionary<string, AttributeDefinition>(StringComparer.Ordinal);
        foreach (AttributeDefinition definition in BuiltIn.Concat(further))
        {
            definition.Validate();
            if (!byName.TryAdd(definition.Name, definition) && byName[definition.Name] != definition)
            {
                throw new CrmException(StorageErrorCodes.BadModel, $"Attribute '{definition.Name}' is defined twice, and not alike. Give one of them another name; plugins begin theirs with a prefix of their own.");
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
        All = [.. byName.Values.OrderBy(static definition => definition.Name, StringComparer.Ordinal)];
    }

    /// <summary>The built-in attributes alone.</summary>
    public static AttributeCatalogue Standard { get; } = new([]);

    /// <summary>The attributes by name.</summary>
    public IReadOnlyList<AttributeDefinition> All { get; }

    private static IEnumerable<AttributeDefinition> BuiltIn => IndividualAttributes.All.Concat(EnterpriseAttributes.All);

    /// <summary>The definition of an attribute, or null where nobody defined it: its values are then free text.</summary>
    public AttributeDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Brings a value to canonical text: by its definition, or as free text where nobody defined the attribute.</summary>
    /// <param name="name">The attribute's name, without <c>attr.</c>.</param>
    /// <param name="value">What was typed; not empty.</param>
    /// <exception cref="CrmException">CRM1030 or CRM1002: it is no value of the attribute.</exception>
    public string Canonicalise(string name, string value) => Find(name) is { } definition
        ? definition.Canonicalise(value)
        : CanonicalText.Normalize(value, AttributeDefinition.MaxValueLength, AttributeDefinition.Prefix + name);
}
