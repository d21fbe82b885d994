using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Orders, one line a row; rows with the same key are one order.</summary>
internal sealed class OrderTarget : ImportTarget
{
    public override string Name => "orders";

    public override KindModel Kind => OrderModel.Kind;

    public override FieldId KeyField => OrderModel.Key;

    public override IReadOnlyList<string> Targets => OrderColumns.Names;

    public override bool HasReferences => true;

    public override IReadOnlyList<(int Target, int KindTarget)> OfOwnKind => [(OrderColumns.ReturnOf, -1)];

    public override IEnumerable<RecordRef> ReferencesOf(object entity) => Export.OrderRows.ReferencesOf((Order)entity);

    public override string? Missing(ColumnMap map, ImportRequest request)
    {
        string[] missing = [.. new[] { OrderColumns.Customer, OrderColumns.Date }.Where(target => !map.Maps(target)).Select(static target => OrderColumns.Names[target])];
        if (missing.Length > 0)
        {
            return $"Orders need {string.Join(" and ", missing)}: name {(missing.Length == 1 ? "its column" : "their columns")} with --map {missing[0]}=COLUMN.";
        }

        return request.WithoutLines || map.Maps(OrderColumns.Amount) || map.Maps(OrderColumns.Price)
            ? null
            : "Orders need amount or price: name its column with --map amount=COLUMN, or say --without-lines where the lines come in a file of their own, as order-lines.";
    }

    public override void Check(ImportRequest request, ColumnMap map)
    {
        if (request.Currency is null && !map.Maps(OrderColumns.Currency))
        {
            throw new CrmException(ImportErrorCodes.BadOption, "No column says in which currency the orders are: give --currency, for example CNY, or map a column to 'currency'.");
        }
    }

    public override RowParser Parser(Cells cells, ImportRequest request, AttributeCatalogue attributes) => new OrderParser(cells, request.Currency, request.WithoutLines);

    public override string? CustomerOf(Draft draft) => ((OrderDraft)draft).Customer;

    public override object Apply(Draft draft, object? existing, CustomerId customer, ReferenceIds references)
    {
        var rows = (OrderDraft)draft;
        if (rows.LineCount is { } lines && lines != rows.OrderLines.Count)
        {
            throw new RowRefusal(new RowError(
                OrderColumns.Names[OrderColumns.Lines], lines.ToString(CultureInfo.InvariantCulture), $"the file has {rows.OrderLines.Count} lines of the order; is it cut off?"));
        }

        OrderId? returned = rows.References is [var original] ? (OrderId)references[original] : null;
        if (existing is not Order order)
        {
            return new Order
            {
                Id = (OrderId)rows.NewId,
                Key = rows.Key,
                Customer = customer,
                PlacedAt = rows.PlacedAt!.Value,
                Type = rows.Type ?? (IsReturn(rows.OrderLines) ? OrderType.Return : OrderType.Sale),
                Status = rows.Status ?? OrderStatus.Confirmed,
                Currency = rows.Currency,
                Lines = rows.OrderLines.ToValueList(),
                Channel = rows.Channel,
                Region = rows.Region,
                PromisedAt = rows.PromisedAt,
                ShippedAt = rows.ShippedAt,
                DeliveredAt = rows.DeliveredAt,
                AcceptedAt = rows.AcceptedAt,
                ReturnOf = returned,
            };
        }

        return order with
        {
            Customer = customer,
            PlacedAt = rows.PlacedAt!.Value,
            Type = rows.Type ?? order.Type,
            Status = rows.Status ?? order.Status,
            Currency = rows.Currency,
            Lines = rows.HasLines ? LineMatch.Reconciled(order.Lines, [.. rows.OrderLines], OrderColumns.Line, rows.Given) : order.Lines,
            Channel = rows.Says(OrderColumns.Channel) ? rows.Channel : order.Channel,
            Region = rows.Says(OrderColumns.Region) ? rows.Region : order.Region,
            PromisedAt = rows.Says(OrderColumns.Promised) ? rows.PromisedAt : order.PromisedAt,
            ShippedAt = rows.Says(OrderColumns.Shipped) ? rows.ShippedAt : order.ShippedAt,
            DeliveredAt = rows.Says(OrderColumns.Delivered) ? rows.DeliveredAt : order.DeliveredAt,
            AcceptedAt = rows.Says(OrderColumns.Accepted) ? rows.AcceptedAt : order.AcceptedAt,
            ReturnOf = rows.Says(OrderColumns.ReturnOf) ? returned : order.ReturnOf,
        };
    }

    private static bool IsReturn(IReadOnlyList<OrderLine> lines) =>
        lines.All(static line => line.Quantity.Millionths <= 0 && line.Net.MinorUnits <= 0) && lines.Any(static line => line.Net.MinorUnits < 0 || line.Quantity.Millionths < 0);
}
