using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Tests.Sessions;

/// <summary>A store whose next commits fail on the way there or on the way back, as a broken connection would.</summary>
internal sealed class UncertainStore(ICrmStore inner) : ICrmStore
{
    public enum Fault
    {
        BeforeCommit,
        AfterCommit,
    }

    private int _untilDeath = -1;

    public Queue<Fault> Faults { get; } = new();

    /// <summary>Lets so many commits through and fails on the way back of the last of them.</summary>
    public void FailAfter(int commits) => _untilDeath = commits;

    public StoreDescriptor Descriptor => inner.Descriptor;

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) => inner.EnsureSchemaAsync(model, mode, cancellationToken);

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        inner.FindAsync(tenant, kind, ids, cancellationToken);

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => inner.CountAsync(query, cancellationToken);

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        Fault? fault = Faults.TryDequeue(out Fault next) ? next : null;
        if (fault == Fault.BeforeCommit)
        {
            throw new IOException("The connection broke on the way to the store.");
        }

        CommitResult result = await inner.CommitAsync(batch, cancellationToken);
        return fault == Fault.AfterCommit || --_untilDeath == 0 ? throw new IOException("The connection broke on the way back.") : result;
    }

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => inner.NowAsync(cancellationToken);
}
