namespace Crm.Sdk.Storage;

/// <summary>A list inside a kind's entity whose items have fields of their own, for example the lines of an order: a child table of a relational store.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PartModel
{
    private readonly Func<object, IReadOnlyList<object>> _items;

    internal PartModel(FieldId id, IReadOnlyList<FieldModel> fields, Func<object, IReadOnlyList<object>> items)
    {
        Id = id;
        Fields = fields;
        _items = items;
    }

    /// <summary>The part's name, for example <c>line</c>.</summary>
    public FieldId Id { get; }

    /// <summary>The fields of an item. An item has no id: its place in the list is its key.</summary>
    public IReadOnlyList<FieldModel> Fields { get; }

    /// <summary>The items of an entity, in order.</summary>
    public IReadOnlyList<object> Items(object entity) => _items(entity);
}
