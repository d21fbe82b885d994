using System.Collections.Frozen;
using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>
/// The table of a kind: the columns <c>tenant</c> and <c>id</c>, which are its key, <c>version</c>, one for each field that is kept in a column, and
/// <c>payload</c> where the kind is not composed.
/// </summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class KindTable
{
    private readonly FrozenDictionary<FieldId, FieldColumn> _byField;

    internal KindTable(KindModel kind, string name, IReadOnlyList<FieldColumn> columns, IReadOnlyList<PartTable> parts)
    {
        Kind = kind;
        Name = name;
        Columns = columns;
        Parts = parts;
        _byField = columns.ToFrozenDictionary(static column => column.Field.Id);
        Keys = [.. kind.UniqueKeys.Select(key => new KeyColumns(key, [.. key.Fields.Select(field => _byField[field.Id])]))];
    }

    /// <summary>The kind.</summary>
    public KindModel Kind { get; }

    /// <summary>The table's name, unquoted.</summary>
    public string Name { get; }

    /// <summary>Whether the entities are kept as JSON in <c>payload</c>.</summary>
    public bool HasPayload => !Kind.IsComposed;

    /// <summary>The fields' columns: of a composed kind all fields in its order, of any other the indexed ones and those of unique keys.</summary>
    public IReadOnlyList<FieldColumn> Columns { get; }

    /// <summary>The child tables, in the order of the kind's parts.</summary>
    public IReadOnlyList<PartTable> Parts { get; }

    /// <summary>The unique keys.</summary>
    public IReadOnlyList<KeyColumns> Keys { get; }

    /// <summary>The unique key with a name.</summary>
    /// <exception cref="CrmException">CRM2020: the kind has no such key.</exception>
    public KeyColumns Key(string name) => Keys.FirstOrDefault(key => key.Key.Name == name)
        ?? throw new CrmException(StorageErrorCodes.UnknownField, $"Kind '{Kind.Kind}' has no unique key '{name}'.");

    /// <summary>The column of a field that conditions and orders may name.</summary>
    /// <exception cref="CrmException">CRM2020: the kind has no such field, or keeps it only in its payload, or it is opaque.</exception>
    public FieldColumn Column(FieldId field)
    {
        if (_byField.TryGetValue(field, out FieldColumn? column) && column.Field.Type != FieldType.Opaque)
        {
            return column;
        }

        string why = Kind.Field(field).Type == FieldType.Opaque ? "is opaque" : "is not indexed"; // an unknown field is refused by the kind itself
        throw new CrmException(StorageErrorCodes.UnknownField, $"Field '{field}' of kind '{Kind.Kind}' {why}, so this store cannot filter or order by it.");
    }

    /// <summary>Whether a field is kept in a column.</summary>
    public bool HasColumn(FieldId field) => _byField.ContainsKey(field);
}
