namespace Crm.Sdk.Loyalty;

/// <summary>Lots in the order of ranks that were given, those of one rank in the ledger's own; what has no rank, or came later, is used last.</summary>
internal sealed class RankedUse(Dictionary<PointsLotId, long> ranks) : IComparer<PointsLot>
{
    public int Compare(PointsLot? x, PointsLot? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        bool first = ranks.TryGetValue(x.Id, out long a), second = ranks.TryGetValue(y.Id, out long b);
        int byRank = first && second ? a.CompareTo(b) : second.CompareTo(first);
        return byRank != 0 ? byRank : PointsUse.SoonestFirst.Compare(x, y);
    }
}
