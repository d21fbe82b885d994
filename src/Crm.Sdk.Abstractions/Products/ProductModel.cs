using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Products;

/// <summary>How products are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ProductModel
{
    /// <summary>The key by which others name the product.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>The shown name.</summary>
    public static FieldId Name { get; } = "name";

    /// <summary>The path of the category.</summary>
    public static FieldId Category { get; } = "category";

    /// <summary>The list price in millionths of the currency's unit.</summary>
    public static FieldId ListPrice { get; } = "list-price";

    /// <summary>Whether it is still sold.</summary>
    public static FieldId IsActive { get; } = "active";

    /// <summary>The kind <c>product</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Product>("product", static p => p.Id);
        FieldHandle<string?> key = kind.Text(Key, static p => p.Key, maxLength: Product.MaxKeyLength);
        FieldHandle<string?> name = kind.Text(Name, static p => p.Name, maxLength: Product.MaxNameLength);
        FieldHandle<string?> category = kind.Text(Category, static p => p.Category, indexed: true, maxLength: Product.MaxCategoryLength);
        FieldHandle<long?> listPrice = kind.Int(ListPrice, static p => p.ListPrice?.Millionths);
        FieldHandle<long?> cost = kind.Int("cost", static p => p.Cost?.Millionths);
        FieldHandle<string?> currency = kind.Text("currency", static p => (p.ListPrice ?? p.Cost)?.Currency.Code, maxLength: 3);
        FieldHandle<long?> taxRate = kind.Int("tax-rate", static p => p.TaxRateMillionths);
        FieldHandle<bool?> isActive = kind.Bool(IsActive, static p => p.IsActive);
        FieldHandle<IReadOnlyList<AttributeValue>?> attributes = kind.Json(
            "attributes", static p => p.Attributes.IsEmpty ? null : p.Attributes.Items, CustomerJson.Default.IReadOnlyListAttributeValue);
        var origin = new OriginFields<Product>(kind, static p => p.Origin);
        kind.StampedBy(static (p, from) => p with { Origin = from }).CheckedBy(static p => p.Check()).Unique("key", Key);
        return kind.ComposedBy(row =>
        {
            UnitPrice? Price(FieldHandle<long?> field) => row.Get(field) is { } millionths ? UnitPrice.OfMillionths(millionths, Currency.Parse(row.Need(currency))) : null;
            return new Product
            {
                Id = (ProductId)row.Id,
                Key = row.Need(key),
                Name = row.Need(name),
                Category = row.Get(category),
                ListPrice = Price(listPrice),
                Cost = Price(cost),
                TaxRateMillionths = row.Get(taxRate),
                IsActive = row.Need(isActive),
                Attributes = row.Get(attributes)?.ToValueList() ?? default,
                Origin = origin.Read(row),
            };
        });
    }
}
