using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>The lines of orders that are there, one a row: all rows that name an order are, together, its lines.</summary>
internal sealed class OrderLineTarget : ImportTarget
{
    public override string Name => "order-lines";

    public override KindModel Kind => OrderModel.Kind;

    public override FieldId KeyField => OrderModel.Key;

    public override IReadOnlyList<string> Targets => OrderLineColumns.Names;

    public override bool AddsRecords => false;

    public override string? Missing(ColumnMap map, ImportRequest request)
    {
        if (!map.Maps(OrderLineColumns.Order))
        {
            return "Order lines need the key of their order: name its column with --map order=COLUMN.";
        }

        return map.Maps(OrderLineColumns.Amount) || map.Maps(OrderLineColumns.Price) ? null : "Order lines need amount or price: name its column with --map amount=COLUMN.";
    }

    public override void Check(ImportRequest request, ColumnMap map)
    {
        // The currency is that of the order.
    }

    public override RowParser Parser(Cells cells, ImportRequest request, AttributeCatalogue attributes) => new OrderLineParser(cells);

    public override object Apply(Draft draft, object? existing, CustomerId customer, ReferenceIds references)
    {
        var rows = (OrderLineDraft)draft;
        var order = (Order)existing!;
        var lines = new OrderLine[rows.OrderLines.Count];
        for (int i = 0; i < lines.Length; i++)
        {
            int at = i;
            lines[i] = rows.OrderLines[i].In(
                OrderLineColumns.Line, order.Currency, (target, rule) => throw new RowRefusal(new RowError(Targets[target], draft.Key, $"{rule} (line {at + 1} of the order)")))!;
        }

        Order changed = order with { Lines = LineMatch.Reconciled(order.Lines, lines, OrderLineColumns.Line, rows.Given) };
        _ = changed.Gross; // refuses totals out of range
        return changed;
    }
}
