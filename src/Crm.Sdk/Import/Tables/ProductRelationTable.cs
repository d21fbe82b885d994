using Crm.Sdk.Products;

namespace Crm.Sdk.Import;

/// <summary>Relations between products.</summary>
internal static class ProductRelationTable
{
    public static TableTarget Target { get; } = new RecordTable<ProductRelation>(
        "product-relations",
        ProductRelationModel.Kind,
        static (id, key) => new ProductRelation { Id = (ProductRelationId)id, Key = key, Type = string.Empty, From = string.Empty, To = string.Empty },
        Columns<ProductRelation>.Key(static r => r.Key, static r => r.Id),
        Columns<ProductRelation>.Code("type", static r => r.Type, static (r, type) => r with { Type = type! }) with { Required = true },
        Columns<ProductRelation>.Text("from", static r => r.From, static (r, product) => r with { From = product! }, Product.MaxKeyLength) with { Required = true },
        Columns<ProductRelation>.Text("to", static r => r.To, static (r, product) => r with { To = product! }, Product.MaxKeyLength) with { Required = true },
        new TableColumn<ProductRelation>("quantity")
        {
            Read = static (row, field) => row.Cells.Millionths(field),
            Set = static (r, millionths, _) => r with { Quantity = (long?)millionths is { } quantity ? new Quantity(quantity) : null },
            Write = static (row, r, _) => row.Number(r.Quantity?.Millionths / 1_000_000m),
        });
}
