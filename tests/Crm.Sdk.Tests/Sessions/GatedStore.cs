using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Sessions;

/// <summary>A store that answers look-ups only after a gate was opened.</summary>
internal sealed class GatedStore(ICrmStore inner, Task gate) : ICrmStore
{
    public StoreDescriptor Descriptor => inner.Descriptor;

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

    public async Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        await gate;
        return await inner.FindAsync(tenant, kind, ids, cancellationToken);
    }

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => inner.CountAsync(query, cancellationToken);

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => inner.CommitAsync(batch, cancellationToken);

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => inner.NowAsync(cancellationToken);
}
