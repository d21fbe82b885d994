using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A transaction while its entries are collected. Not thread-safe.</summary>
internal sealed class PointsDraft(PointsTransactionKind kind, Instant occurredAt, Instant at)
{
    private readonly List<PointsEntry> _entries = [];

    public PointsTransactionKind Kind => kind;

    public Instant OccurredAt => occurredAt;

    public Instant At => at;

    public IReadOnlyList<PointsEntry> Entries => _entries;

    /// <summary>Adds to an account; what goes to the same account and lot is one entry.</summary>
    public void Add(PointsLedgerAccount account, long points, PointsLotId? lot = null)
    {
        if (points == 0)
        {
            return;
        }

        int same = _entries.FindIndex(entry => entry.Account == account && entry.Lot == lot && Math.Sign(entry.Points) == Math.Sign(points));
        if (same < 0)
        {
            _entries.Add(new PointsEntry(account, points, lot));
        }
        else
        {
            _entries[same] = _entries[same] with { Points = checked(_entries[same].Points + points) };
        }
    }
}
