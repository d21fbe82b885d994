using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>
/// Extension point: storage. A store keeps finished batches of records and answers questions about them; session, revisions, audit, events
/// and everything else is the core's.
/// </summary>
/// <remarks>
/// <para>The rules, all of them:</para>
/// <list type="number">
/// <item>A batch is applied whole or not at all, and survives once answered (where <see cref="StoreDescriptor.Durable"/> says so).</item>
/// <item>A committed id, asked again in its tenant, answers the same <see cref="CommitResult.Committed"/> and does nothing.</item>
/// <item>The stored version is the expected one + 1; 0 expected means the record must be absent.</item>
/// <item>Versions are judged before keys; all mismatches, or else all clashes, are reported (<see cref="BatchRules"/>).</item>
/// <item>Releases count before claims, so two records may swap a key in one batch.</item>
/// <item>Positions grow with every commit of a tenant.</item>
/// <item>Null sorts first, text by code point, ids by big-endian bytes; the id breaks ties in the order's direction.</item>
/// <item>A comparison with null is false (<see cref="ConditionEvaluator"/>).</item>
/// <item>A page is one snapshot; between pages no record comes twice and no unchanged record is lost.</item>
/// <item>Nothing leaks between tenants.</item>
/// <item>An entity goes in and comes out by the catalogue's serialiser or composer and is never shared in a mutable form.</item>
/// <item>Throw only when the outcome is unknown or the request is wrong; conflicts are answers.</item>
/// </list>
/// <para>Members are thread-safe and may be called at the same time. The interface never gains a member inside a major version: new abilities are
/// optional interfaces beside it, such as <see cref="IColumnReader"/>.</para>
/// </remarks>
public interface ICrmStore
{
    /// <summary>What the store can do. Constant over its life.</summary>
    StoreDescriptor Descriptor { get; }

    /// <summary>Makes the store ready for a model, or checks that it is. Called once before anything else; asking again is harmless.</summary>
    /// <param name="model">All kinds, those of plugins too.</param>
    /// <param name="mode">Whether missing parts may be created.</param>
    /// <param name="cancellationToken">Stops between steps; a stopped call may be repeated.</param>
    /// <exception cref="CrmException">CRM2010: the store lacks something of the model and may not create it. CRM2011: it was written by a newer major version.</exception>
    Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken);

    /// <summary>Reads records by id.</summary>
    /// <returns>One answer for each id in the asked order, null where there is no such record.</returns>
    Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken);

    /// <summary>Reads one page of a query. Never an open reader: the page is materialised.</summary>
    Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the records of a query; order, cursor and limit are ignored.</summary>
    Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken);

    /// <summary>Applies a batch whole or not at all, once per commit id.</summary>
    /// <returns>Committed with a position, or every version mismatch, or every key clash.</returns>
    /// <exception cref="Exception">The outcome is unknown: ask again with the same batch.</exception>
    Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken);

    /// <summary>The store's clock: what leases and claims are measured with. Never earlier than what it answered before.</summary>
    Task<Instant> NowAsync(CancellationToken cancellationToken);
}
