using System.Collections.Frozen;

namespace Crm.Sdk.Storage;

/// <summary>All kinds of records that a host knows: the SDK's and those of its plugins.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ModelCatalogue
{
    private readonly FrozenDictionary<RecordKind, KindModel> _byKind;
    private readonly FrozenDictionary<Type, KindModel> _byType;

    /// <summary>Makes a catalogue of kinds.</summary>
    /// <exception cref="CrmException">CRM2023: two kinds have one name or one type.</exception>
    public ModelCatalogue(IEnumerable<KindModel> kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        Kinds = [.. kinds.OrderBy(static kind => kind.Kind.Name, StringComparer.Ordinal)];
        var byKind = new Dictionary<RecordKind, KindModel>();
        var byType = new Dictionary<Type, KindModel>();
        foreach (KindModel kind in Kinds)
        {
            if (!byKind.TryAdd(kind.Kind, kind) || !byType.TryAdd(kind.ClrType, kind))
            {
                throw new CrmException(StorageErrorCodes.BadModel, $"Kind '{kind.Kind}' ({kind.ClrType.Name}) is in the model twice; each name and each type stands once.");
            }
        }

        _byKind = byKind.ToFrozenDictionary();
        _byType = byType.ToFrozenDictionary();
    }

    /// <summary>The kinds by name.</summary>
    public IReadOnlyList<KindModel> Kinds { get; }

    /// <summary>Whether there is a kind. A store may hold records of kinds that are not in the model now: those of a plugin that is absent.</summary>
    public bool Contains(RecordKind kind) => _byKind.ContainsKey(kind);

    /// <summary>The model of a kind.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public KindModel this[RecordKind kind] => _byKind.TryGetValue(kind, out KindModel? model)
        ? model
        : throw new CrmException(StorageErrorCodes.UnknownField, $"There is no kind '{kind}'; the model has {string.Join(", ", Kinds.Select(static k => k.Kind.Name))}.");

    /// <summary>The model of the kind whose entities have a type.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public KindModel Of(Type clrType)
    {
        ArgumentNullException.ThrowIfNull(clrType);
        return _byType.TryGetValue(clrType, out KindModel? model)
            ? model
            : throw new CrmException(StorageErrorCodes.UnknownField, $"No kind of the model has the type {clrType.Name}.");
    }
}
