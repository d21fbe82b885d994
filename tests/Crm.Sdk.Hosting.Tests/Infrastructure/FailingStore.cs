using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Hosting.Tests.Infrastructure;

/// <summary>The host's store behind a line that a test cuts and mends.</summary>
internal sealed class FailingStore : ICrmStore
{
    private ICrmStore _store = null!;

    public bool IsBroken { get; set; }

    public StoreDescriptor Descriptor => _store.Descriptor;

    public FailingStore Around(IExtensions extensions)
    {
        _store = extensions.All<ICrmStore>()[0].Instance;
        return this;
    }

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => Line().EnsureSchemaAsync(model, mode, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        Line().FindAsync(tenant, kind, ids, cancellationToken);

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => Line().QueryAsync(query, cancellationToken);

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => Line().CountAsync(query, cancellationToken);

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) => Line().CommitAsync(batch, cancellationToken);

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => Line().NowAsync(cancellationToken);

    private ICrmStore Line() => IsBroken ? throw new IOException("The line is cut.") : _store;
}
