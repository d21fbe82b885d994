namespace Crm.Sdk.Classification;

/// <summary>The total order of a customer's events: by instant, then order id, then mark and amount; what is equal in all of these may stand either way.</summary>
internal readonly struct EventOrder(List<OrderId[]>? ids, int chunkSize) : IComparer<StagedEvent>
{
    public int Compare(StagedEvent x, StagedEvent y)
    {
        int order = x.Microseconds.CompareTo(y.Microseconds);
        if (order != 0)
        {
            return order;
        }

        if (ids is null)
        {
            return x.RowOrArrival.CompareTo(y.RowOrArrival); // they arrived in the order of their ids
        }

        order = IdOf(x, ids).CompareTo(IdOf(y, ids));
        if (order == 0)
        {
            order = x.Marks.CompareTo(y.Marks);
        }

        return order != 0 ? order : x.Net.CompareTo(y.Net);
    }

    private OrderId IdOf(in StagedEvent staged, List<OrderId[]> all) => all[staged.RowOrArrival / chunkSize][staged.RowOrArrival % chunkSize];
}
