using Crm.Sdk.Orders;
using NodaTime;

namespace Crm.Sdk.Lifecycle;

/// <summary>The sales of which something was kept: a return is taken off the sale that it names, or else off the latest sales before it, the last one first.</summary>
/// <remarks>Memory grows with the orders of the batch, 40 bytes each. Used by one thread.</remarks>
internal sealed class NetPurchases(LifecycleFactRequest request)
{
    private readonly Dictionary<Guid, long> _returned = [];
    private readonly Dictionary<int, List<(Instant At, long Amount)>> _loose = [];
    private readonly Dictionary<int, List<(Instant At, RecordId Id, long Left)>> _sales = [];

    /// <summary>Takes a return; its amount is negative. All of them come before the sales.</summary>
    public void Return(int place, Guid sale, Instant at, long amount)
    {
        if (sale == Guid.Empty)
        {
            Of(_loose, place).Add((at, -amount));
        }
        else
        {
            _returned[sale] = _returned.GetValueOrDefault(sale) - amount;
        }
    }

    public void Sell(int place, Guid id, Instant at, long amount)
    {
        if (!_returned.TryGetValue(id, out long back) || amount > back)
        {
            Of(_sales, place).Add((at, new RecordId(id), amount - back));
        }
    }

    public void Report()
    {
        var days = new FirstOfDay(request, LifecycleFactTypes.Purchase, OrderModel.Kind.Kind);
        foreach ((int place, List<(Instant At, RecordId Id, long Left)> sales) in _sales)
        {
            foreach ((Instant at, RecordId id) in Kept(sales, _loose.GetValueOrDefault(place) ?? []))
            {
                days.Add(place, at, id);
            }
        }

        days.Report();
    }

    private static IEnumerable<(Instant At, RecordId Id)> Kept(List<(Instant At, RecordId Id, long Left)> sales, List<(Instant At, long Amount)> loose)
    {
        sales.Sort();
        loose.Sort();
        var gone = new HashSet<RecordId>();
        var open = new Stack<int>(); // the sales so far of which something is left, the latest on top
        int next = 0;
        foreach ((Instant at, long amount) in loose)
        {
            for (; next < sales.Count && sales[next].At <= at; next++)
            {
                if (sales[next].Left > 0)
                {
                    open.Push(next);
                }
            }

            long rest = amount;
            while (rest > 0 && open.TryPeek(out int latest))
            {
                long part = Math.Min(rest, sales[latest].Left);
                rest -= part;
                sales[latest] = sales[latest] with { Left = sales[latest].Left - part };
                if (sales[latest].Left == 0)
                {
                    gone.Add(sales[open.Pop()].Id);
                }
            }
        }

        return sales.Where(sale => !gone.Contains(sale.Id)).Select(static sale => (sale.At, sale.Id));
    }

    private static List<T> Of<T>(Dictionary<int, List<T>> lists, int place)
    {
        if (!lists.TryGetValue(place, out List<T>? list))
        {
            lists.Add(place, list = []);
        }

        return list;
    }
}
