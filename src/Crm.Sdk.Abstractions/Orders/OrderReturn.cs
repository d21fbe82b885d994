namespace Crm.Sdk.Orders;

/// <summary>How much of each line of an order has come back, and what more of it is worth.</summary>
internal sealed class OrderReturn
{
    private readonly Order _original;
    private readonly long[] _back; // millionths of each line that came back

    public OrderReturn(Order original, IEnumerable<Order> earlier)
    {
        Require.That(original.Type == OrderType.Sale, "order.return-of", $"order {original.Id} is a return itself; only sales come back");
        Require.That(original.Status != OrderStatus.Cancelled, "order.return-of", $"order {original.Id} is cancelled; nothing of it can come back");
        _original = original;
        _back = new long[original.Lines.Count];
        OrderLine[] counted = [.. earlier.SelectMany(Lines)];
        foreach (OrderLine line in counted.Where(static line => line.OriginalLine is not null))
        {
            Count(line.OriginalLine!.Value, Magnitude(line));
        }

        foreach (OrderLine line in counted.Where(static line => line.OriginalLine is null)) // after those that are certain
        {
            CountByProduct(line);
        }
    }

    public ValueList<OrderLine> Take(ReadOnlySpan<ReturnedLine> lines)
    {
        Require.That(!lines.IsEmpty, "order.lines", "a return needs at least one line");
        var made = new OrderLine[lines.Length];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = Take(lines[i]);
        }

        return ValueList.Create<OrderLine>(made);
    }

    private OrderLine Take(ReturnedLine back)
    {
        Require.That(back.Quantity.Millionths > 0, "order.line.quantity", $"{back.Quantity} cannot come back; give a quantity above 0");
        long before = back.Line >= 0 && back.Line < _back.Length ? _back[back.Line] : 0;
        OrderLine line = Count(back.Line, back.Quantity.Millionths);
        long whole = line.Quantity.Millionths, now = _back[back.Line];
        Money Part(Money all) => Money.OfMinor(Share(all.MinorUnits, before, whole) - Share(all.MinorUnits, now, whole), all.Currency);
        return line with
        {
            Quantity = new Quantity(-back.Quantity.Millionths),
            Discount = Part(line.Discount),
            Net = Part(line.Net),
            Tax = Part(line.Tax),
            Cost = line.Cost is { } cost ? Part(cost) : null,
            OriginalLine = back.Line,
        };
    }

    private IEnumerable<OrderLine> Lines(Order earlier)
    {
        Require.That(earlier.ReturnOf == _original.Id && earlier.Type == OrderType.Return, "order.return-of", $"order {earlier.Id} is no return of order {_original.Id}");
        return earlier.Status == OrderStatus.Cancelled ? [] : earlier.Lines;
    }

    private OrderLine Count(int at, long millionths)
    {
        Require.That(at >= 0 && at < _back.Length, "order.line.original-line", $"order {_original.Id} has no line {at}; it has {_back.Length}, counted from 0");
        OrderLine line = _original.Lines[at];
        long left = line.Quantity.Millionths - _back[at];
        Require.That(millionths <= left, "order.line.quantity", $"{new Quantity(millionths)} of line {at} cannot come back: {line.Quantity} were bought and {new Quantity(_back[at])} came back before");
        _back[at] += millionths;
        return line;
    }

    private void CountByProduct(OrderLine back)
    {
        long rest = Magnitude(back);
        for (int at = 0; at < _back.Length && rest > 0; at++)
        {
            if (_original.Lines[at].Product == back.Product)
            {
                long part = Math.Min(rest, Math.Max(0, _original.Lines[at].Quantity.Millionths - _back[at]));
                _back[at] += part;
                rest -= part;
            }
        }

        Require.That(rest == 0, "order.line.quantity", $"earlier returns of order {_original.Id} hold {new Quantity(rest)} more of product '{back.Product}' than was bought");
    }

    private static long Magnitude(OrderLine back)
    {
        Require.That(back.Quantity.Millionths <= 0, "order.line.quantity", $"{back.Quantity} in a return is positive; what comes back is negative");
        return -back.Quantity.Millionths;
    }

    /// <summary>The share of an amount that a part of the whole quantity has, rounded with halves away from zero.</summary>
    private static long Share(long amount, long part, long whole)
    {
        Int128 twice = (Int128)amount * part * 2;
        return (long)((twice + (amount < 0 ? -(Int128)whole : whole)) / ((Int128)whole * 2));
    }
}
