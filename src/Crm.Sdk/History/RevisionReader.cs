using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.History;

/// <summary>Reads the revisions of one record in the order of its versions, which several hosts' clocks cannot confuse as they could that of ids.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class RevisionReader(ICrmStore store, ModelCatalogue catalogue)
{
    private const int PageSize = 100;

    private readonly OrderedPages _pages = new(store, catalogue);

    /// <summary>A page of the revisions, newest first.</summary>
    public async Task<(IReadOnlyList<Revision> Revisions, PageCursor? Next)> PageAsync(TenantId tenant, RecordRef record, PageCursor? after, int limit, CancellationToken cancellationToken)
    {
        RecordPage page = await _pages.PageAsync(Query(tenant, record) with { After = after, Limit = limit }, cancellationToken).ConfigureAwait(false);
        return ([.. page.Records.Select(static row => (Revision)row.Entity)], page.Next);
    }

    /// <summary>All revisions, newest first, read a page at a time.</summary>
    public async IAsyncEnumerable<Revision> NewestFirstAsync(TenantId tenant, RecordRef record, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            (IReadOnlyList<Revision> revisions, after) = await PageAsync(tenant, record, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (Revision revision in revisions)
            {
                yield return revision;
            }
        }
        while (after is not null);
    }

    /// <summary>The removal of a record, or null where it was not removed.</summary>
    public async Task<Revision?> RemovalAsync(TenantId tenant, RecordRef record, CancellationToken cancellationToken)
    {
        StoreQuery removals = Query(tenant, record);
        RecordPage page = await _pages.PageAsync(
            removals with { Where = Condition.All(removals.Where, Condition.Equal(RevisionModel.Type, FieldValue.Of((long)RevisionType.Removed))), Limit = 1 },
            cancellationToken).ConfigureAwait(false);
        return page.Records.Count > 0 ? (Revision)page.Records[0].Entity : null;
    }

    private static StoreQuery Query(TenantId tenant, RecordRef record) => new(tenant, RevisionModel.Kind.Kind)
    {
        Where = Condition.All(
            Condition.Equal(RevisionModel.Record, FieldValue.Of(record.Id)),
            Condition.Equal(RevisionModel.RecordKindName, FieldValue.Of(record.Kind.Name))),
        Order = new RecordOrder(RevisionModel.Version, Descending: true),
    };
}
