namespace Crm.Sdk.Storage;

/// <summary>The stored values of one record or of one item of a part, in the order in which its fields were declared.</summary>
/// <remarks>Made by a store, read by a kind's composer. Not changed after it was made; thread-safe then.</remarks>
public sealed class StoredRow
{
    private readonly FieldValue[] _values;
    private readonly IReadOnlyList<StoredRow>[] _parts;

    /// <summary>Makes a row.</summary>
    /// <param name="id">The record's id; for an item that of its record.</param>
    /// <param name="values">One value for each declared field.</param>
    /// <param name="parts">One list of items for each declared part, in order; none for an item.</param>
    public StoredRow(RecordId id, FieldValue[] values, IReadOnlyList<StoredRow>[]? parts = null)
    {
        Id = id;
        _values = values;
        _parts = parts ?? [];
    }

    /// <summary>The record's id.</summary>
    public RecordId Id { get; }

    /// <summary>The stored value of a field.</summary>
    public FieldValue this[int ordinal] => _values[ordinal];

    /// <summary>The value of a field, null where there is none.</summary>
    public T Get<T>(FieldHandle<T> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Read(_values[field.Ordinal]);
    }

    /// <summary>The value of a field that must have one.</summary>
    /// <exception cref="CrmException">CRM2024: it has none.</exception>
    public T Need<T>(FieldHandle<T?> field)
        where T : struct => Get(field) ?? throw Missing(field.Id);

    /// <summary>The value of a field that must have one.</summary>
    /// <exception cref="CrmException">CRM2024: it has none.</exception>
    public T Need<T>(FieldHandle<T?> field)
        where T : class => Get(field) ?? throw Missing(field.Id);

    /// <summary>The items of a part.</summary>
    public ValueList<TItem> Get<TItem>(PartHandle<TItem> part)
        where TItem : class
    {
        ArgumentNullException.ThrowIfNull(part);
        return _parts[part.Ordinal].Select(part.Compose).ToValueList();
    }

    private CrmException Missing(FieldId field) => new(StorageErrorCodes.BadPayload, $"Record {Id} has no value in field '{field}', which its kind needs.");
}
