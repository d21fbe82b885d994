using Crm.Sdk.Orders;

namespace Crm.Sdk.Loyalty;

/// <summary>How much of each line of a sale has come back, by each basis. A line of a return that names no line counts against the lines of its product, the first first; never more comes back than was bought.</summary>
internal sealed class OrderBack
{
    private readonly long[][] _amounts;
    private readonly long[][] _back;

    public OrderBack(Order sale, IEnumerable<Order> returns)
    {
        _amounts = [.. Enum.GetValues<EarningBasis>().Select(basis => (long[])[.. sale.Lines.Select(line => Math.Max(0, EarningDocuments.AmountOf(line, basis)))])];
        _back = [.. _amounts.Select(static amounts => new long[amounts.Length])];
        OrderLine[] lines = [.. returns.Where(static order => order.Status != OrderStatus.Cancelled).SelectMany(static order => order.Lines)];
        foreach (OrderLine line in lines.OrderBy(static line => line.OriginalLine is null)) // those that are certain first
        {
            int[] places = line.OriginalLine is { } certain ? [certain] : [.. Enumerable.Range(0, sale.Lines.Count).Where(place => sale.Lines[place].Product == line.Product)];
            foreach (EarningBasis basis in Enum.GetValues<EarningBasis>())
            {
                Count((int)basis, places.Where(place => place >= 0 && place < sale.Lines.Count), Math.Max(0, -EarningDocuments.AmountOf(line, basis)));
            }
        }
    }

    /// <summary>The parts of a sale's earning with how much of what each counted has come back.</summary>
    public static ValueList<EarningPart> Apply(EarningPlan plan, ValueList<EarningPart> parts, Order? sale, Order[] returns)
    {
        if (sale is null || (returns.Length == 0 && parts.All(static part => part.Back == 0)))
        {
            return parts;
        }

        var back = new OrderBack(sale, returns);
        return parts.Select(part => part with { Back = back.Of(part, plan.Programme.Earning.FirstOrDefault(rule => rule.Code == part.Rule)?.Basis ?? EarningBasis.Net) }).ToValueList();
    }

    /// <summary>How much of what a part counted has come back.</summary>
    /// <param name="part">The part.</param>
    /// <param name="basis">The amount that its rule counts.</param>
    private long Of(EarningPart part, EarningBasis basis)
    {
        long back = part.Line is { } line ? (line < _back[(int)basis].Length ? _back[(int)basis][line] : 0) : _back[(int)basis].Sum();
        return Math.Min(back, Math.Max(0, part.Base));
    }

    private void Count(int basis, IEnumerable<int> places, long amount)
    {
        foreach (int place in places)
        {
            long taken = Math.Min(amount, _amounts[basis][place] - _back[basis][place]);
            _back[basis][place] += taken;
            amount -= taken;
        }
    }
}
