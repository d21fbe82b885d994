using Crm.Sdk.Orders;
using Crm.Sdk.Products;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Import;

/// <summary>What customers own.</summary>
internal static class OwnedItemTable
{
    public static TableTarget Target { get; } = new RecordTable<OwnedItem>(
        "owned-items",
        OwnedItemModel.Kind,
        static (id, key) => new OwnedItem { Id = (OwnedItemId)id, Key = key, Customer = default, Product = string.Empty },
        Columns<OwnedItem>.Key(static i => i.Key, static i => i.Id),
        Columns<OwnedItem>.Customer(static i => i.Customer, static (i, customer) => i with { Customer = (CustomerId)customer!.Value }) with { Required = true },
        Columns<OwnedItem>.Text("product", static i => i.Product, static (i, product) => i with { Product = product! }, Product.MaxKeyLength) with { Required = true },
        Columns<OwnedItem>.Text("serial", static i => i.Serial, static (i, serial) => i with { Serial = serial }, OwnedItem.MaxSerialLength),
        Columns<OwnedItem>.Day("boughtOn", static i => i.BoughtOn, static (i, day) => i with { BoughtOn = day }),
        Columns<OwnedItem>.Record("order", OrderModel.Kind, static i => i.Order, static (i, order) => i with { Order = order is { } id ? (OrderId)id : null }),
        Columns<OwnedItem>.Day("warrantyEnd", static i => i.WarrantyEnd, static (i, day) => i with { WarrantyEnd = day }),
        new TableColumn<OwnedItem>("maintenanceInterval")
        {
            Read = ReadInterval,
            Set = static (i, interval, _) => i with { MaintenanceInterval = (Period?)interval },
            Write = static (row, i, _) => row.Text(i.MaintenanceInterval is { } interval ? PeriodPattern.Roundtrip.Format(interval) : null),
        },
        Columns<OwnedItem>.Day("lastMaintenance", static i => i.LastMaintenance, static (i, day) => i with { LastMaintenance = day }),
        Columns<OwnedItem>.Text("usageNotes", static i => i.UsageNotes, static (i, notes) => i with { UsageNotes = notes }, OwnedItem.MaxNotesLength));

    private static Period? ReadInterval(TableRow row, int field)
    {
        if (row.Cells.Text(field, 64) is not { } text)
        {
            return null;
        }

        if (PeriodPattern.Roundtrip.Parse(text) is { Success: true } interval)
        {
            return interval.Value;
        }

        row.Cells.Refuse(field, "an interval is a period of ISO 8601 such as P6M or P1Y");
        return null;
    }
}
