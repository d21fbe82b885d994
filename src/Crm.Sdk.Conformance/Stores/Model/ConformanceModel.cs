using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>The model that the store laws run on: two kinds of the kit, and the real ones of the SDK.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class ConformanceModel
{
    /// <summary>The kind of <see cref="Stores.Parcel"/>s.</summary>
    public static KindModel Parcel { get; } = BuildParcel();

    /// <summary>The kind of <see cref="Stores.Memo"/>s.</summary>
    public static KindModel Memo { get; } = BuildMemo();

    /// <summary>All kinds.</summary>
    public static ModelCatalogue Catalogue { get; } = new([Parcel, Memo, CustomerModel.Kind, OrderModel.Kind]);

    /// <summary>An earlier, smaller model: no parcels yet, and memos of which only the slug is declared.</summary>
    public static ModelCatalogue EarlyCatalogue { get; } = new([BuildEarlyMemo(), CustomerModel.Kind]);

    private static KindModel BuildParcel()
    {
        var kind = new KindBuilder<Parcel>("conformance.parcel", static p => p.Id);
        FieldHandle<string?> number = kind.Text("number", static p => p.Number);
        FieldHandle<string?> depot = kind.Text("depot", static p => p.Depot);
        FieldHandle<long?> shelf = kind.Int("shelf", static p => p.Shelf);
        FieldHandle<long?> grams = kind.Int("grams", static p => p.Grams, indexed: true);
        FieldHandle<bool?> fragile = kind.Bool("fragile", static p => p.Fragile, indexed: true);
        FieldHandle<RecordId?> sender = kind.Id("sender", static p => p.Sender, indexed: true);
        FieldHandle<Instant?> posted = kind.Instant("posted", static p => p.Posted, indexed: true);
        FieldHandle<LocalDate?> due = kind.Date("due", static p => p.Due, indexed: true);
        FieldHandle<string?> remark = kind.Text("remark", static p => p.Remark);
        FieldHandle<string?> label = kind.Opaque("label", static p => p.Label);
        PartHandle<ParcelItem> items = kind.Part<ParcelItem>("item", static p => p.Items, Item);
        kind.Unique("number", "number").Unique("place", "depot", "shelf");
        return kind.ComposedBy(row => new Parcel
        {
            Id = row.Id,
            Number = row.Get(number),
            Depot = row.Get(depot),
            Shelf = row.Get(shelf),
            Grams = row.Get(grams),
            Fragile = row.Get(fragile),
            Sender = row.Get(sender),
            Posted = row.Get(posted),
            Due = row.Get(due),
            Remark = row.Get(remark),
            Label = row.Get(label),
            Items = row.Get(items),
        });
    }

    private static Func<StoredRow, ParcelItem> Item(PartBuilder<ParcelItem> item)
    {
        FieldHandle<string?> sku = item.Text("sku", static i => i.Sku);
        FieldHandle<long?> count = item.Int("count", static i => i.Count);
        FieldHandle<bool?> opened = item.Bool("opened", static i => i.Opened);
        FieldHandle<RecordId?> maker = item.Id("maker", static i => i.Maker);
        FieldHandle<Instant?> packed = item.Instant("packed", static i => i.Packed);
        FieldHandle<LocalDate?> expires = item.Date("expires", static i => i.Expires);
        FieldHandle<string?> sheet = item.Opaque("sheet", static i => i.Sheet);
        return row => new ParcelItem(row.Get(sku), row.Get(count), row.Get(opened), row.Get(maker), row.Get(packed), row.Get(expires), row.Get(sheet));
    }

    private static KindModel BuildMemo()
    {
        var kind = new KindBuilder<Memo>("conformance.memo", static m => m.Id);
        kind.Text("title", static m => m.Title, indexed: true);
        kind.Text("slug", static m => m.Slug);
        kind.Int("stars", static m => m.Stars, indexed: true);
        kind.Bool("pinned", static m => m.Pinned, indexed: true);
        kind.Id("about", static m => m.About, indexed: true);
        kind.Instant("written", static m => m.Written, indexed: true);
        kind.Date("due", static m => m.Due, indexed: true);
        kind.Text("author", static m => m.Author);
        kind.Unique("slug", "slug");
        return kind.SerialisedBy(MemoJson.Default.Memo);
    }

    private static KindModel BuildEarlyMemo()
    {
        var kind = new KindBuilder<Memo>("conformance.memo", static m => m.Id);
        kind.Text("slug", static m => m.Slug);
        kind.Unique("slug", "slug");
        return kind.SerialisedBy(MemoJson.Default.Memo);
    }
}
