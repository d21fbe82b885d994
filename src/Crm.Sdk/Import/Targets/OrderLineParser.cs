namespace Crm.Sdk.Import;

/// <summary>Reads rows as lines of orders that are there.</summary>
internal sealed class OrderLineParser(Cells cells) : RowParser
{
    private const int MaxLines = 10_000; // what bounds the memory that one order can take

    public override Draft Read(Draft? draft, string key)
    {
        var lines = (OrderLineDraft?)draft ?? new OrderLineDraft(key);
        if (cells.Raw(OrderLineColumns.Order).IsEmpty)
        {
            cells.Need(OrderLineColumns.Order);
        }

        if (lines.OrderLines.Count == MaxLines)
        {
            cells.Refuse(OrderLineColumns.Order, $"an order has at most {MaxLines} lines");
            return lines;
        }

        for (int target = 0; target < OrderLineColumns.Names.Count; target++)
        {
            lines.Given |= cells.Has(target) ? 1 << target : 0;
        }

        lines.OrderLines.Add(LineValues.Read(cells, OrderLineColumns.Line));
        return lines;
    }
}
