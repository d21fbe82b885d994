using System.Collections.Frozen;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>The types of relations that this host knows: those of <see cref="RelationTypes"/>, and those of the host and its plugins.</summary>
/// <remarks>Relations of other types can be kept all the same; they have no titles and are no hierarchies. Immutable and thread-safe.</remarks>
public sealed class RelationTypeCatalogue
{
    private readonly FrozenDictionary<string, RelationType> _byCode;

    /// <summary>Makes a catalogue of the built-in types and others.</summary>
    /// <param name="further">The types of the host and its plugins; one that stands twice must be the same.</param>
    /// <exception cref="CrmException">CRM2023: two types of one code differ.</exception>
    public RelationTypeCatalogue(IEnumerable<RelationType> further)
    {
        ArgumentNullException.ThrowIfNull(further);
        var byCode = new Dictionary<string, RelationType>(StringComparer.Ordinal);
        foreach (RelationType type in RelationTypes.All.Concat(further))
        {
            if (!byCode.TryAdd(type.Code, type) && byCode[type.Code] != type)
            {
                throw new CrmException(StorageErrorCodes.BadModel, $"Relation type '{type.Code}' is defined twice, and not alike. Give one of them another code; plugins begin theirs with a prefix of their own.");
            }
        }

        _byCode = byCode.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The built-in types alone.</summary>
    public static RelationTypeCatalogue Standard { get; } = new([]);

    /// <summary>The type with a code, or null.</summary>
    public RelationType? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whether a relation stands in a hierarchy: its type is one, and its id says whose place it is.</summary>
    internal bool IsPlace(Relation relation) => Find(relation.Type) is { IsHierarchical: true } && relation.IsPlace;
}
