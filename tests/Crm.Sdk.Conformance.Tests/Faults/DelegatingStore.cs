using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Faults;

/// <summary>Passes everything on to the reference; a planted fault overrides the one thing it does wrong.</summary>
internal abstract class DelegatingStore : ICrmStore, IColumnReader
{
    protected InMemoryStore Inner { get; set; } = new();

    public virtual StoreDescriptor Descriptor => Inner.Descriptor;

    public virtual Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => Inner.EnsureSchemaAsync(model, mode, cancellationToken);

    public virtual Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        Inner.FindAsync(tenant, kind, ids, cancellationToken);

    public virtual Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => Inner.QueryAsync(query, cancellationToken);

    public virtual Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => Inner.CountAsync(query, cancellationToken);

    public virtual Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Inner.CommitAsync(batch, cancellationToken);

    public virtual Task<Instant> NowAsync(CancellationToken cancellationToken) => Inner.NowAsync(cancellationToken);

    public virtual Task ReadColumnsAsync(StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken) =>
        Inner.ReadColumnsAsync(query, fields, onBatch, cancellationToken);

    protected static CommitBatch Copy(
        CommitBatch batch,
        Guid? commitId = null,
        IEnumerable<RecordWrite>? writes = null,
        IEnumerable<VersionCheck>? checks = null,
        IEnumerable<KeyClaim>? releases = null,
        IEnumerable<KeyClaim>? claims = null) => new(
            batch.Tenant,
            commitId ?? batch.CommitId,
            batch.Actor,
            batch.At,
            [.. writes ?? batch.Writes],
            batch.Deletes,
            [.. checks ?? batch.Checks],
            [.. releases ?? batch.Releases],
            [.. claims ?? batch.Claims]);
}
