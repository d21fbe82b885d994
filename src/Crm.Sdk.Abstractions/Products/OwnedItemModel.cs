using Crm.Sdk.Storage;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Products;

/// <summary>How owned items are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class OwnedItemModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>Whose it is.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The product's key.</summary>
    public static FieldId Product { get; } = "product";

    /// <summary>The serial number.</summary>
    public static FieldId Serial { get; } = "serial";

    /// <summary>The order it came with.</summary>
    public static FieldId Order { get; } = "order";

    /// <summary>The last day of the warranty.</summary>
    public static FieldId WarrantyEnd { get; } = "warranty-end";

    /// <summary>The day of the next maintenance, computed when the item is written: what is due is found by it.</summary>
    public static FieldId NextMaintenance { get; } = "next-maintenance";

    /// <summary>The day on which it was bought.</summary>
    public static FieldId BoughtOn { get; } = "bought-on";

    /// <summary>The kind <c>owned-item</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<OwnedItem>("owned-item", static i => i.Id);
        kind.About(static i => i.Customer);
        FieldHandle<string?> key = kind.Text(Key, static i => i.Key, maxLength: OwnedItem.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static i => i.Customer, indexed: true);
        FieldHandle<string?> product = kind.Text(Product, static i => i.Product, indexed: true, maxLength: Products.Product.MaxKeyLength);
        FieldHandle<string?> serial = kind.Text(Serial, static i => i.Serial, indexed: true, maxLength: OwnedItem.MaxSerialLength);
        FieldHandle<LocalDate?> boughtOn = kind.Date(BoughtOn, static i => i.BoughtOn);
        FieldHandle<RecordId?> order = kind.Id(Order, static i => i.Order, indexed: true);
        FieldHandle<LocalDate?> warrantyEnd = kind.Date(WarrantyEnd, static i => i.WarrantyEnd, indexed: true);
        FieldHandle<string?> interval = kind.Text(
            "maintenance-interval", static i => i.MaintenanceInterval is { } period ? PeriodPattern.Roundtrip.Format(period) : null, maxLength: 64);
        FieldHandle<LocalDate?> lastMaintenance = kind.Date("last-maintenance", static i => i.LastMaintenance);
        kind.Date(NextMaintenance, static i => i.NextMaintenance, indexed: true);
        FieldHandle<string?> notes = kind.Text("usage-notes", static i => i.UsageNotes, personal: true, maxLength: OwnedItem.MaxNotesLength);
        var origin = new OriginFields<OwnedItem>(kind, static i => i.Origin);
        kind.StampedBy(static (i, from) => i with { Origin = from }).CheckedBy(static i => i.Check()).Unique("key", Key).Unique("serial", Product, Serial);
        return kind.ComposedBy(row => new OwnedItem
        {
            Id = (OwnedItemId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            Product = row.Need(product),
            Serial = row.Get(serial),
            BoughtOn = row.Get(boughtOn),
            Order = row.Get(order) is { } bought ? (OrderId)bought : null,
            WarrantyEnd = row.Get(warrantyEnd),
            MaintenanceInterval = row.Get(interval) is { } written ? PeriodPattern.Roundtrip.Parse(written).Value : null,
            LastMaintenance = row.Get(lastMaintenance),
            UsageNotes = row.Get(notes),
            Origin = origin.Read(row),
        });
    }
}
