using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Notifications;

/// <summary>A store that lets a test interfere before and after every call, as a broken line or a dying process would.</summary>
internal sealed class SteppedStore(ICrmStore inner, Func<Task> step) : ICrmStore
{
    /// <summary>Asked with each batch before it is committed.</summary>
    public Func<CommitBatch, Task> BeforeCommit { get; init; } = static _ => Task.CompletedTask;

    public StoreDescriptor Descriptor => inner.Descriptor;

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        AroundAsync(() => inner.FindAsync(tenant, kind, ids, cancellationToken));

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => AroundAsync(() => inner.QueryAsync(query, cancellationToken));

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => AroundAsync(() => inner.CountAsync(query, cancellationToken));

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => AroundAsync(async () =>
    {
        await BeforeCommit(batch);
        return await inner.CommitAsync(batch, cancellationToken);
    });

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => AroundAsync(() => inner.NowAsync(cancellationToken));

    private async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        await step();
        T result = await call();
        await step();
        return result;
    }
}
