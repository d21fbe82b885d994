using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Import;

/// <summary>A store that dies at a commit, before it or when it is done, and stays dead.</summary>
internal sealed class MortalStore(ICrmStore store, Func<bool> dies) : ICrmStore
{
    private bool _dead;

    public StoreDescriptor Descriptor => store.Descriptor;

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => store.EnsureSchemaAsync(model, mode, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        store.FindAsync(tenant, kind, ids, cancellationToken);

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => store.QueryAsync(query, cancellationToken);

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => store.CountAsync(query, cancellationToken);

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => store.NowAsync(cancellationToken);

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        _dead |= dies();
        if (_dead)
        {
            throw Gone();
        }

        CommitResult result = await store.CommitAsync(batch, cancellationToken);
        _dead |= dies();
        return _dead ? throw Gone() : result;
    }

    private static CrmException Gone() => new(StorageErrorCodes.StoreBusy, "the process was killed");
}
