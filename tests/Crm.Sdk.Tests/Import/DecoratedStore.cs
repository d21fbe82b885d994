using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Import;

/// <summary>A store in which something happens around commits and queries.</summary>
internal sealed class DecoratedStore(ICrmStore inner) : ICrmStore
{
    public Func<CommitBatch, Task> BeforeCommit { get; init; } = static _ => Task.CompletedTask;

    public Func<CommitBatch, Task> AfterCommit { get; init; } = static _ => Task.CompletedTask;

    public Action<StoreQuery> OnQuery { get; init; } = static _ => { };

    public int MaxRecordsPerBatch { get; init; } = inner.Descriptor.MaxRecordsPerBatch;

    public StoreDescriptor Descriptor => inner.Descriptor with { MaxRecordsPerBatch = MaxRecordsPerBatch };

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, kind, ids, cancellationToken);

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        OnQuery(query);
        return inner.QueryAsync(query, cancellationToken);
    }

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => inner.CountAsync(query, cancellationToken);

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        await BeforeCommit(batch);
        CommitResult result = await inner.CommitAsync(batch, cancellationToken);
        await AfterCommit(batch);
        return result;
    }

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => inner.NowAsync(cancellationToken);
}
