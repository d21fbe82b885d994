namespace Crm.Sdk.Storage;

/// <summary>Optional ability of a store: finds and counts records by what other records say of them, itself and not in the core's memory (CL-3).</summary>
/// <remarks>
/// A store without it is asked for the conditions it runs, and the core judges the rest page by page. What it answers is held to the core's own answer by the laws of segments. Thread-safe.
/// </remarks>
public interface ISegmentStore
{
    /// <summary>Whether the store runs a predicate on a kind as a whole. What it does not run it is not asked.</summary>
    /// <param name="kind">The kind of the records that are meant.</param>
    /// <param name="predicate">The predicate.</param>
    bool Runs(RecordKind kind, RecordPredicate predicate);

    /// <summary>Reads one page of the records that a query and a predicate mean.</summary>
    /// <param name="query">Tenant, kind, condition, order and page.</param>
    /// <param name="predicate">What must hold beside the query's condition.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<RecordPage> QueryAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken);

    /// <summary>Counts the records that a query and a predicate mean; order, cursor and limit are ignored.</summary>
    /// <param name="query">Tenant, kind and condition.</param>
    /// <param name="predicate">What must hold beside the query's condition.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    Task<long> CountAsync(StoreQuery query, RecordPredicate predicate, CancellationToken cancellationToken);
}
