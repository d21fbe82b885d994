using Crm.Sdk.Storage;

namespace Crm.Sdk.Products;

/// <summary>How relations between products are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ProductRelationModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The type's code.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>The key of the product that the relation starts from.</summary>
    public static FieldId From { get; } = "from";

    /// <summary>The key of the other product.</summary>
    public static FieldId To { get; } = "to";

    /// <summary>The kind <c>product-relation</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<ProductRelation>("product-relation", static r => r.Id);
        FieldHandle<string?> type = kind.Text(Type, static r => r.Type, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> from = kind.Text(From, static r => r.From, indexed: true, maxLength: Product.MaxKeyLength);
        FieldHandle<string?> to = kind.Text(To, static r => r.To, indexed: true, maxLength: Product.MaxKeyLength);
        FieldHandle<long?> quantity = kind.Int("quantity", static r => r.Quantity?.Millionths);
        FieldHandle<string?> key = kind.Text(Key, static r => r.Key, maxLength: ProductRelation.MaxKeyLength);
        var origin = new OriginFields<ProductRelation>(kind, static r => r.Origin);
        kind.StampedBy(static (r, stamp) => r with { Origin = stamp }).CheckedBy(static r => r.Check()).Unique("relation", From, To, Type).Unique("key", Key);
        return kind.ComposedBy(row => new ProductRelation
        {
            Id = (ProductRelationId)row.Id,
            Key = row.Get(key),
            Type = row.Need(type),
            From = row.Need(from),
            To = row.Need(to),
            Quantity = row.Get(quantity) is { } millionths ? new Quantity(millionths) : null,
            Origin = origin.Read(row),
        });
    }
}
