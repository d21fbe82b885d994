using Crm.Sdk.Orders;

namespace Crm.Sdk.Import;

/// <summary>Brings the lines of rows together with those that an order has.</summary>
internal static class LineMatch
{
    /// <summary>
    /// The lines as the rows have them. A stored line that agrees with a row in everything that the rows say is kept with what they do not say; where all agree, in whatever
    /// order the rows come, the stored lines stay as they are.
    /// </summary>
    /// <param name="stored">The stored lines.</param>
    /// <param name="lines">The lines of the rows.</param>
    /// <param name="columns">Where a line's columns stand.</param>
    /// <param name="given">Which targets the rows say something on, by place.</param>
    public static ValueList<OrderLine> Reconciled(ValueList<OrderLine> stored, OrderLine[] lines, LineColumns columns, int given)
    {
        int said = given & columns.Mask;
        bool[] taken = new bool[stored.Count];
        int matched = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int match = i < stored.Count && !taken[i] && Agree(stored[i], lines[i], columns, said) ? i : FirstMatch(stored, taken, lines[i], columns, said);
            if (match >= 0)
            {
                taken[match] = true;
                lines[i] = stored[match];
                matched++;
            }
        }

        return matched == stored.Count && matched == lines.Length ? stored : ValueList.Create<OrderLine>(lines);
    }

    private static int FirstMatch(ValueList<OrderLine> stored, bool[] taken, OrderLine line, LineColumns columns, int said)
    {
        for (int i = 0; i < stored.Count; i++)
        {
            if (!taken[i] && Agree(stored[i], line, columns, said))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Agree(OrderLine stored, OrderLine row, LineColumns columns, int said)
    {
        return stored.Net == row.Net
            && Is(columns.Product, stored.Product == row.Product)
            && Is(columns.Quantity, stored.Quantity == row.Quantity)
            && Is(columns.Price, stored.Price == row.Price)
            && (Is(columns.Discount, stored.Discount == row.Discount) && Is(columns.DiscountRate, stored.Discount == row.Discount))
            && Is(columns.Cost, stored.Cost == row.Cost)
            && Is(columns.Tax, stored.Tax == row.Tax)
            && Is(columns.OriginalLine, stored.OriginalLine == row.OriginalLine);

        bool Is(int target, bool equal) => equal || (said & (1 << target)) == 0;
    }
}
