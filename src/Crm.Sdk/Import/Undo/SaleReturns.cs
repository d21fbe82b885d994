using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>The returns of the sales that a run added: read in one pass over all orders, and again once others had a minute to add more.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SaleReturns(ICrmStore store, TenantId tenant, NamingRecords naming, IdRange sales, IClock clock)
{
    private const int PageSize = 1_000;
    private const int MaxKept = 200_000;

    /// <summary>
    /// How long what was read serves. A return that others add within it is not found, and its sale may be taken back under it; shorter, the pass over all orders would be made for nearly every page.
    /// </summary>
    private static readonly Duration Fresh = Duration.FromMinutes(1);


    private Dictionary<RecordId, List<RecordId>> _kept = [];
    private Instant? _readAt;
    private bool _tooMany;

    /// <summary>Calls back with each return of some sales of the run, and the sale.</summary>
    public async Task FindAsync(IReadOnlySet<RecordId> asked, Action<RecordId, RecordRef> found, CancellationToken cancellationToken)
    {
        if (!_tooMany && !(clock.GetCurrentInstant() - _readAt < Fresh))
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_tooMany)
        {
            await naming.ReturnsAsync((sale, by) => Tell(sale, by, asked, found), cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (RecordId[] some in asked.SelectMany(sale => _kept.GetValueOrDefault(sale) ?? []).Chunk(PageSize))
        {
            foreach (StoredRecord? order in await store.FindAsync(tenant, OrderModel.Kind.Kind, some, cancellationToken).ConfigureAwait(false))
            {
                if (((Order?)order?.Entity)?.ReturnOf is { } sale && asked.Contains(sale)) // some went since they were read
                {
                    found(sale, new RecordRef(OrderModel.Kind.Kind, order!.Id));
                }
            }
        }
    }

    private static void Tell(RecordId sale, RecordRef by, IReadOnlySet<RecordId> asked, Action<RecordId, RecordRef> found)
    {
        if (asked.Contains(sale))
        {
            found(sale, by);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        (_kept, _readAt) = ([], clock.GetCurrentInstant());
        int count = 0;
        await naming.ReturnsAsync(Keep, cancellationToken).ConfigureAwait(false);
        _tooMany = count > MaxKept;
        if (_tooMany)
        {
            _kept = []; // then each page reads for itself
        }

        void Keep(RecordId sale, RecordRef by)
        {
            if (sale >= sales.First && sale <= sales.Last && ++count <= MaxKept)
            {
                (_kept.TryGetValue(sale, out List<RecordId>? all) ? all : _kept[sale] = []).Add(by.Id);
            }
        }
    }
}
