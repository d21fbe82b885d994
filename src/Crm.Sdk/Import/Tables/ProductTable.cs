using Crm.Sdk.Customers;
using Crm.Sdk.Products;

namespace Crm.Sdk.Import;

/// <summary>Products.</summary>
internal static class ProductTable
{
    private const string AttributeForm = """attributes are a JSON array such as [{"name":"colour","value":"red"}]""";

    public static TableTarget Target { get; } = new RecordTable<Product>(
        "products",
        ProductModel.Kind,
        static (id, key) => new Product { Id = (ProductId)id, Key = key, Name = string.Empty },
        Columns<Product>.Key(static p => p.Key, static p => p.Id),
        Columns<Product>.Text("name", static p => p.Name, static (p, name) => p with { Name = name! }, Product.MaxNameLength) with { Required = true },
        Columns<Product>.Text("category", static p => p.Category, static (p, category) => p with { Category = category }, Product.MaxCategoryLength),
        Columns<Product>.Price("price", static p => p.ListPrice, static (p, price) => p with { ListPrice = price }),
        Columns<Product>.Price("cost", static p => p.Cost, static (p, cost) => p with { Cost = cost }),
        Columns<Product>.Currency(static p => (p.ListPrice ?? p.Cost)?.Currency),
        new TableColumn<Product>("taxRate")
        {
            Read = static (row, field) => row.Cells.Millionths(field),
            Set = static (p, rate, _) => p with { TaxRateMillionths = (long?)rate },
            Write = static (row, p, _) => row.Number(p.TaxRateMillionths / 1_000_000m),
        },
        Columns<Product>.Word("active", TruthWords.List, static p => TruthWords.Of(p.IsActive), static (p, active) => p with { IsActive = active != Truth.No }),
        Columns<Product>.Word("discontinued", TruthWords.List, static p => TruthWords.Of(!p.IsActive), static (p, gone) => p with { IsActive = gone != Truth.Yes }) with { Write = null },
        Columns<Product>.Json("attributes", CustomerJson.Default.IReadOnlyListAttributeValue, AttributeForm, Attributes, WithAttributes));

    private static IReadOnlyList<AttributeValue>? Attributes(Product product) => product.Attributes.IsEmpty ? null : product.Attributes.Items;

    private static Product WithAttributes(Product product, IReadOnlyList<AttributeValue>? attributes) => product with
    {
        Attributes = (attributes ?? [])
            .Select(static pair => new AttributeValue(
                CanonicalText.Require(pair.Name ?? string.Empty, CellTexts.MaxText, "attributes"), CanonicalText.Require(pair.Value ?? string.Empty, AttributeDefinition.MaxValueLength, "attributes")))
            .OrderBy(static attribute => attribute.Name, StringComparer.Ordinal)
            .ToValueList(),
    };
}
