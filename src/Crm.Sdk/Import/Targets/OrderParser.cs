using Crm.Sdk.Orders;

namespace Crm.Sdk.Import;

/// <summary>Reads rows as lines of orders. What belongs to the whole order stands in its first row or in all of them alike.</summary>
internal sealed class OrderParser(Cells cells, Currency? currency, bool withoutLines) : RowParser
{
    /// <summary>The most lines of one order: what bounds the memory that one key can take.</summary>
    private const int MaxLines = 10_000;

    private static readonly int MaxText = OrderModel.Kind.Field("region").MaxLength ?? int.MaxValue;
    private static readonly int MaxCustomerKey = Customers.CustomerModel.Kind.Field(Customers.CustomerModel.Key).MaxLength ?? int.MaxValue;

    private readonly Action<int, string> _refuse = cells.Refuse;

    public override Draft Read(Draft? draft, string key)
    {
        var order = (OrderDraft?)draft ?? new OrderDraft(key);
        ReadHead(order, first: draft is null);
        if (withoutLines || order.LineCount == 0)
        {
            return order;
        }

        if (order.OrderLines.Count == MaxLines)
        {
            cells.Refuse(OrderColumns.Key, $"an order has at most {MaxLines} lines");
        }

        if (cells.Error is null && order.Currency != default && LineValues.Read(cells, OrderColumns.Line) is var values && cells.Error is null && values.In(OrderColumns.Line, order.Currency, _refuse) is { } line && !order.TryAdd(line))
        {
            cells.Refuse(OrderColumns.Amount, "the order's total is out of range");
        }

        return order;
    }

    private void ReadHead(OrderDraft order, bool first)
    {
        for (int target = 0; target < OrderColumns.Names.Count; target++)
        {
            order.Given |= cells.Has(target) ? 1 << target : 0;
        }

        order.Customer = Same(OrderColumns.Customer, order.Customer, cells.Key(OrderColumns.Customer, MaxCustomerKey), first);
        order.PlacedAt = Same(OrderColumns.Date, order.PlacedAt, cells.Moment(OrderColumns.Date), first);
        order.Channel = Same(OrderColumns.Channel, order.Channel, cells.Text(OrderColumns.Channel, MaxText), first);
        order.Region = Same(OrderColumns.Region, order.Region, cells.Text(OrderColumns.Region, MaxText), first);
        order.Status = Same(OrderColumns.Status, order.Status, cells.Word(OrderColumns.Status, OrderWords.Statuses), first);
        order.Type = Same(OrderColumns.Type, order.Type, cells.Word(OrderColumns.Type, OrderWords.Types), first);
        order.Currency = Same(OrderColumns.Currency, order.Currency == default ? null : order.Currency, ReadCurrency(first), first) ?? default;
        order.PromisedAt = Same(OrderColumns.Promised, order.PromisedAt, cells.Moment(OrderColumns.Promised), first);
        order.ShippedAt = Same(OrderColumns.Shipped, order.ShippedAt, cells.Moment(OrderColumns.Shipped), first);
        order.DeliveredAt = Same(OrderColumns.Delivered, order.DeliveredAt, cells.Moment(OrderColumns.Delivered), first);
        order.AcceptedAt = Same(OrderColumns.Accepted, order.AcceptedAt, cells.Moment(OrderColumns.Accepted), first);
        order.ReturnOf = Same(OrderColumns.ReturnOf, order.ReturnOf, cells.Text(OrderColumns.ReturnOf, Order.MaxKeyLength), first);
        order.LineCount = Same(OrderColumns.Lines, order.LineCount, cells.Whole(OrderColumns.Lines, 0, MaxLines), first);
        if (order.Customer is null)
        {
            cells.Need(OrderColumns.Customer);
        }

        if (order.PlacedAt is null)
        {
            cells.Need(OrderColumns.Date);
        }
    }

    private Currency? ReadCurrency(bool first)
    {
        string? code = cells.Text(OrderColumns.Currency, 8);
        if (code is null)
        {
            if (first && currency is null)
            {
                cells.Refuse(OrderColumns.Currency, "the row names no currency and the import has none");
            }

            return first ? currency : null;
        }

        if (Currency.TryParse(code.ToUpperInvariant(), out Currency parsed))
        {
            return parsed;
        }

        cells.Refuse(OrderColumns.Currency, "it is no active currency of ISO 4217; write three letters such as CNY");
        return null;
    }

    /// <summary>What the order has and what this row says of it: a later row says the same or nothing.</summary>
    private T? Same<T>(int target, T? before, T? now, bool first)
    {
        if (!first && now is not null && before is not null && !EqualityComparer<T>.Default.Equals(before, now))
        {
            cells.Refuse(target, "an earlier row of the same order says otherwise");
        }

        return before ?? now;
    }
}
