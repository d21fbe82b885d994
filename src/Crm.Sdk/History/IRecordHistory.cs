using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>Reads what became of records: every change with who, when, field, old and new; a record as it was known at any instant; and brings removed records back (CU-3).</summary>
/// <remarks>A thread-safe singleton. Personal values come out of their envelopes as far as they can still be opened.</remarks>
public interface IRecordHistory
{
    /// <summary>The greatest number of revisions in a page.</summary>
    const int MaxLimit = 1_000;

    /// <summary>One page of a record's history, newest first; the last entry of all is its addition.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="record">The record, one that was removed too.</param>
    /// <param name="after">Where the last page ended; null for the first.</param>
    /// <param name="limit">The greatest number of entries, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The page; one without entries for a record that never was.</returns>
    /// <exception cref="CrmException">CRM2070: the kind keeps no history. CRM2021: the limit is out of range. CRM2040: an envelope was tampered with.</exception>
    Task<HistoryPage> RevisionsAsync(CrmScope scope, RecordRef record, PageCursor? after, int limit, CancellationToken cancellationToken);

    /// <summary>A record as it was known at an instant: after the last change that was written up to and including it.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="id">The record's id.</param>
    /// <param name="at">The instant, in business time.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <typeparam name="T">The entities' type of a kind of the model.</typeparam>
    /// <returns>The state, or null before the record was added, after it was removed, and for one that never was.</returns>
    /// <exception cref="CrmException">
    /// CRM2070: the kind keeps no history, or the answer hangs on when the record was added and its kind keeps no origin. CRM2071: revisions are missing. CRM2072: a value that the entity
    /// cannot be without can no longer be read. CRM2040: an envelope was tampered with.
    /// </exception>
    Task<PastState<T>?> StateAtAsync<T>(CrmScope scope, RecordId id, Instant at, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Adds a copy of a removed record's last state to a session, under a new id, since an id is never used twice. The session's commit writes it and claims its unique keys again.</summary>
    /// <remarks>
    /// The new id follows from the removal, so that nobody restores one removal twice: the second finds the copy, or their commit conflicts. The copy's origin is the restoring; the event
    /// <c>KIND.restored/1</c> names both ids. The customer whom the record is about is guarded: it must be there when the session commits.
    /// </remarks>
    /// <param name="session">The unit of work.</param>
    /// <param name="id">The removed record's id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <typeparam name="T">The entities' type of a kind of the model, not that of customers: they are restored from the recycle bin.</typeparam>
    /// <returns>The copy, as it is in the session.</returns>
    /// <exception cref="CrmException">
    /// CRM2073: the record is there, never was, was restored already, its customer is gone, or it is a customer. CRM2072: values of it can no longer be read. A unique key that another record
    /// took meanwhile is refused by the commit (<see cref="CrmDuplicateException"/>).
    /// </exception>
    Task<T> RestoreAsync<T>(ICrmSession session, RecordId id, CancellationToken cancellationToken)
        where T : class;
}
