using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>Decides which of the records that a run added can go: with one goes what the same run added and names it, and what anything else names stays.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Removable(ICrmStore store, TenantId tenant, NamingRecords naming, SaleReturns returns, RecordId run)
{
    private const int MaxRecords = 5_000;

    private readonly Dictionary<RecordId, StoredRecord> _known = [];
    private readonly Dictionary<RecordId, List<RecordRef>> _namedBy = [];
    private readonly Dictionary<RecordId, string> _stays = [];

    /// <summary>Why records that were asked about stay.</summary>
    public IReadOnlyDictionary<RecordId, string> Stays => _stays;

    /// <summary>The records that can go now, those that are named behind those that name them; more than were asked about where others go along.</summary>
    /// <param name="kind">Their kind.</param>
    /// <param name="records">Records that the run added.</param>
    /// <param name="stays">Why a record stays for its own sake, or null.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    public async Task<IReadOnlyList<StoredRecord>> OfAsync(KindModel kind, IReadOnlyList<StoredRecord> records, Func<object, string?> stays, CancellationToken cancellationToken)
    {
        List<StoredRecord> order = [];
        for (IReadOnlyList<StoredRecord> level = records; level.Count > 0;)
        {
            HashSet<RecordId> next = [];
            foreach (StoredRecord record in level)
            {
                if (!_known.TryAdd(record.Id, record))
                {
                    continue;
                }

                order.Add(record);
                if ((record.Version > 1 ? "it was changed since" : kind.OriginOf(record.Entity)?.Run != run ? "this run did not add it" : stays(record.Entity)) is { } reason)
                {
                    _stays[record.Id] = reason;
                }
            }

            HashSet<RecordId> named = [.. level.Select(static record => record.Id)];
            await naming.FindAsync(kind.Kind, named, Found, cancellationToken).ConfigureAwait(false);
            if (kind.Kind == OrderModel.Kind.Kind)
            {
                await returns.FindAsync(named, Found, cancellationToken).ConfigureAwait(false);
            }

            level = await ReadAsync(kind, next, cancellationToken).ConfigureAwait(false);

            void Found(RecordId named, RecordRef by)
            {
                if (by.Kind != kind.Kind || (!_known.ContainsKey(by.Id) && next.Count + _known.Count >= MaxRecords && !next.Contains(by.Id)))
                {
                    _stays.TryAdd(named, by.Kind == kind.Kind ? $"more than {MaxRecords} records of this run name one another" : $"a record of kind {by.Kind} that this run did not add, or that is kept, names it");
                    return;
                }

                (_namedBy.TryGetValue(named, out List<RecordRef>? all) ? all : _namedBy[named] = []).Add(by);
                if (!_known.ContainsKey(by.Id))
                {
                    next.Add(by.Id);
                }
            }
        }

        Spread(kind);
        order.Reverse();
        return [.. order.Where(record => !_stays.ContainsKey(record.Id))];
    }

    /// <summary>What is named by one that stays, stays.</summary>
    private void Spread(KindModel kind)
    {
        for (bool more = true; more;)
        {
            more = false;
            foreach ((RecordId named, List<RecordRef> by) in _namedBy)
            {
                more |= by.Any(one => _stays.ContainsKey(one.Id) || !_known.ContainsKey(one.Id))
                    && _stays.TryAdd(named, $"a record of kind {kind.Kind} that this run did not add, or that is kept, names it");
            }
        }
    }

    private async Task<IReadOnlyList<StoredRecord>> ReadAsync(KindModel kind, HashSet<RecordId> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? []
        : [.. (await store.FindAsync(tenant, kind.Kind, [.. ids], cancellationToken).ConfigureAwait(false)).OfType<StoredRecord>()];
}
