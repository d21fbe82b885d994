using Crm.Sdk.Events;
using Crm.Sdk.Storage;

namespace Crm.Sdk;

/// <summary>
/// A unit of work: it reads records, collects changes, and writes them in one commit with their revisions, the audit entry, the events and the
/// outbox messages – all or nothing.
/// </summary>
/// <remarks>
/// Belongs to one tenant, one actor and one logical thread: two calls at once are refused (CRM2031), and no singleton may keep one. Reading a
/// record twice gives the same entity (identity map). Only <see cref="CommitAsync"/> writes; leaving without it changes nothing.
/// </remarks>
public interface ICrmSession : IAsyncDisposable
{
    /// <summary>The tenant and the actor.</summary>
    CrmScope Scope { get; }

    /// <summary>Why the next commit changes what it changes, in the actor's words; it stands on every revision of that commit and is gone after it. At most 500 characters.</summary>
    /// <exception cref="CrmException">CRM1002: the text is empty, too long or has characters that cannot be kept.</exception>
    string? Reason { get; set; }

    /// <summary>Reads a record.</summary>
    /// <typeparam name="T">The entities' type of a kind of the model.</typeparam>
    /// <returns>The entity as this session sees it, its own changes included, or null where there is none.</returns>
    Task<T?> FindAsync<T>(RecordId id, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Reads records in the asked order, null where there is none.</summary>
    /// <inheritdoc cref="FindAsync{T}(RecordId, CancellationToken)"/>
    Task<IReadOnlyList<T?>> FindAsync<T>(IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Reads one page of a query. Conditions are judged on what is committed; the entities come as this session sees them, without those it removed.</summary>
    Task<CrmPage<T>> QueryAsync<T>(CrmQuery<T> query, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Counts the committed records that fulfil a condition.</summary>
    Task<long> CountAsync<T>(Condition where, CancellationToken cancellationToken)
        where T : class;

    /// <summary>The records of a type that this session added or changed and has not committed, as they will be written. Queries judge what is committed and miss those that were added.</summary>
    IReadOnlyList<T> Uncommitted<T>()
        where T : class;

    /// <summary>The committed version of a record that this session read, or 0 for one that it added.</summary>
    /// <exception cref="CrmException">CRM2030: the session has not read it.</exception>
    long VersionOf<T>(RecordId id)
        where T : class;

    /// <summary>Adds a record with the commit.</summary>
    /// <exception cref="CrmException">CRM1002: a text is too long or not in canonical form. CRM2030: the session holds a record of that id already.</exception>
    void Add<T>(T entity)
        where T : class;

    /// <summary>Changes a record with the commit: the entity replaces the one with its id that this session read or added.</summary>
    /// <exception cref="CrmException">CRM1002: a text is too long or not in canonical form. CRM2030: the session has not read it, or its kind is append-only.</exception>
    void Update<T>(T entity)
        where T : class;

    /// <summary>Removes a record with the commit.</summary>
    /// <exception cref="CrmException">CRM2030: the session has not read it, or its kind is append-only.</exception>
    void Remove<T>(T entity)
        where T : class;

    /// <summary>Makes the commit depend on a record that was read and is not changed: if another changes it meanwhile, the commit conflicts.</summary>
    /// <exception cref="CrmException">CRM2030: the session has not read it.</exception>
    void Guard<T>(T entity)
        where T : class;

    /// <summary>Makes the commit depend on there being no record of an id: if another adds it meanwhile, the commit conflicts.</summary>
    /// <exception cref="CrmException">CRM2030: the session holds such a record.</exception>
    void GuardAbsence<T>(RecordId id)
        where T : class;

    /// <summary>Adds an event to the commit.</summary>
    void Raise(CrmEvent domainEvent);

    /// <summary>Writes everything, all or nothing.</summary>
    /// <returns>What was written; the session goes on from there.</returns>
    /// <exception cref="CrmConflictException">CRM2032: others changed records meanwhile; it names them, the fields and who did. Nothing was written.</exception>
    /// <exception cref="CrmDuplicateException">CRM2033: a unique key is held by another record. Nothing was written.</exception>
    /// <exception cref="Exception">The outcome is unknown. Calling again asks the store the same, so nothing is written twice.</exception>
    Task<CommitReceipt> CommitAsync(CancellationToken cancellationToken);
}
