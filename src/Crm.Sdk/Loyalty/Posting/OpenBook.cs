namespace Crm.Sdk.Loyalty;

/// <summary>A book and what of it the session has already. Not thread-safe.</summary>
internal sealed class OpenBook(PointsBook book, bool isNew)
{
    private readonly Dictionary<PointsLotId, PointsLot> _lots = [];
    private readonly Dictionary<PointsHoldId, PointsHold> _holds = [];
    private int _posted;
    private bool _isNew = isNew;

    public PointsBook Book { get; private set; } = book;

    /// <summary>Lots and holds that the session has read.</summary>
    public void Take(IReadOnlyList<PointsLot> lots, IReadOnlyList<PointsHold> holds)
    {
        foreach (PointsLot lot in lots)
        {
            _ = _lots.TryAdd(lot.Id, lot);
        }

        foreach (PointsHold hold in holds)
        {
            _ = _holds.TryAdd(hold.Id, hold);
        }

        Book.Take(lots, holds);
    }

    /// <summary>Puts the book in place of the one before, and what changed into the session.</summary>
    public void Keep(PointsBook book, ICrmSession session)
    {
        Book = book;
        foreach (PointsTransaction transaction in book.Posted.Skip(_posted))
        {
            session.Add(transaction);
        }

        _posted = book.Posted.Count;
        Write(session, book.Account, _isNew);
        _isNew = false;
        foreach (PointsLot lot in book.Lots.Values)
        {
            bool known = _lots.TryGetValue(lot.Id, out PointsLot? before);
            if (!ReferenceEquals(before, lot))
            {
                Write(session, lot, !known);
                _lots[lot.Id] = lot;
            }
        }

        foreach (PointsHold hold in book.Holds.Values)
        {
            bool known = _holds.TryGetValue(hold.Id, out PointsHold? before);
            if (!ReferenceEquals(before, hold))
            {
                Write(session, hold, !known);
                _holds[hold.Id] = hold;
            }
        }
    }

    private static void Write<T>(ICrmSession session, T record, bool isNew)
        where T : class
    {
        if (isNew)
        {
            session.Add(record);
        }
        else
        {
            session.Update(record);
        }
    }
}
