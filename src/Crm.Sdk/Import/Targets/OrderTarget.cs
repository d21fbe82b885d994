using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Orders, one line a row; rows with the same key are one order.</summary>
internal sealed class OrderTarget : ImportTarget
{
    /// <summary>The targets that belong to a line; the others belong to the order.</summary>
    private const int LineTargets =
        (1 << OrderColumns.Product) | (1 << OrderColumns.Quantity) | (1 << OrderColumns.Price) | (1 << OrderColumns.Discount) | (1 << OrderColumns.Cost) | (1 << OrderColumns.Amount) | (1 << OrderColumns.Tax);

    public override string Name => "orders";

    public override KindModel Kind => OrderModel.Kind;

    public override FieldId KeyField => OrderModel.Key;

    public override IReadOnlyList<string> Targets => OrderColumns.Names;

    public override string? Missing(ColumnMap map)
    {
        string[] missing = [.. new[] { OrderColumns.Customer, OrderColumns.Date }.Where(target => !map.Maps(target)).Select(static target => OrderColumns.Names[target])];
        if (missing.Length == 0 && !map.Maps(OrderColumns.Amount) && !map.Maps(OrderColumns.Price))
        {
            missing = ["amount or price"];
        }

        return missing.Length == 0 ? null : $"Orders need {string.Join(" and ", missing)}: name {(missing.Length == 1 ? "its column" : "their columns")} with --map {missing[0].Split(' ')[0]}=COLUMN.";
    }

    public override void Check(ImportRequest request, ColumnMap map)
    {
        if (request.Currency is null && !map.Maps(OrderColumns.Currency))
        {
            throw new CrmException(ImportErrorCodes.BadOption, "No column says in which currency the orders are: give --currency, for example CNY, or map a column to 'currency'.");
        }
    }

    public override RowParser Parser(Cells cells, ImportRequest request) => new OrderParser(cells, request.Currency);

    public override string? CustomerOf(Draft draft) => ((OrderDraft)draft).Customer;

    public override object Apply(Draft draft, object? existing, CustomerId customer)
    {
        var rows = (OrderDraft)draft;
        if (existing is not Order order)
        {
            return new Order
            {
                Id = OrderId.New(),
                Key = rows.Key,
                Customer = customer,
                PlacedAt = rows.PlacedAt!.Value,
                Type = rows.Type ?? (IsReturn(rows.OrderLines) ? OrderType.Return : OrderType.Sale),
                Status = rows.Status ?? OrderStatus.Confirmed,
                Currency = rows.Currency,
                Lines = rows.OrderLines.ToValueList(),
                Channel = rows.Channel,
                Region = rows.Region,
            };
        }

        return order with
        {
            Customer = customer,
            PlacedAt = rows.PlacedAt!.Value,
            Type = rows.Type ?? order.Type,
            Status = rows.Status ?? order.Status,
            Currency = rows.Currency,
            Lines = Reconciled(order.Lines, rows),
            Channel = rows.Says(OrderColumns.Channel) ? rows.Channel : order.Channel,
            Region = rows.Says(OrderColumns.Region) ? rows.Region : order.Region,
        };
    }

    private static bool IsReturn(IReadOnlyList<OrderLine> lines) =>
        lines.All(static line => line.Quantity.Millionths <= 0 && line.Net.MinorUnits <= 0) && lines.Any(static line => line.Net.MinorUnits < 0 || line.Quantity.Millionths < 0);

    /// <summary>
    /// The lines as the rows have them. A stored line that agrees with a row in everything that the rows say is kept with what they do not say; where all agree, in whatever
    /// order the rows come, the stored lines stay as they are.
    /// </summary>
    private static ValueList<OrderLine> Reconciled(ValueList<OrderLine> stored, OrderDraft rows)
    {
        int said = rows.Given & LineTargets;
        bool[] taken = new bool[stored.Count];
        OrderLine[] lines = [.. rows.OrderLines];
        int matched = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int match = i < stored.Count && !taken[i] && Agree(stored[i], lines[i], said) ? i : FirstMatch(stored, taken, lines[i], said);
            if (match >= 0)
            {
                taken[match] = true;
                lines[i] = stored[match];
                matched++;
            }
        }

        return matched == stored.Count && matched == lines.Length ? stored : ValueList.Create<OrderLine>(lines);
    }

    private static int FirstMatch(ValueList<OrderLine> stored, bool[] taken, OrderLine line, int said)
    {
        for (int i = 0; i < stored.Count; i++)
        {
            if (!taken[i] && Agree(stored[i], line, said))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Agree(OrderLine stored, OrderLine row, int said)
    {
        return stored.Net == row.Net
            && Is(OrderColumns.Product, stored.Product == row.Product)
            && Is(OrderColumns.Quantity, stored.Quantity == row.Quantity)
            && Is(OrderColumns.Price, stored.Price == row.Price)
            && Is(OrderColumns.Discount, stored.Discount == row.Discount)
            && Is(OrderColumns.Cost, stored.Cost == row.Cost)
            && Is(OrderColumns.Tax, stored.Tax == row.Tax);

        bool Is(int target, bool equal) => equal || (said & (1 << target)) == 0;
    }
}
