using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Conformance.Stores;

/// <summary>Writes each call and its answer down.</summary>
internal sealed class TracingStore(ICrmStore inner, Trace trace) : ICrmStore
{
    public ICrmStore Inner => inner;

    public StoreDescriptor Descriptor => inner.Descriptor;

    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        trace.Add($"ensure the schema of {string.Join(", ", model.Kinds)} ({mode})");
        return inner.EnsureSchemaAsync(model, mode, cancellationToken);
    }

    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) => TraceAsync(
        $"find {kind} of {tenant} [{string.Join(", ", ids.Take(20).Select(static id => StoreText.Short(id.Value)))}{(ids.Count > 20 ? $", … {ids.Count} ids" : string.Empty)}]",
        inner.FindAsync(tenant, kind, ids, cancellationToken),
        StoreText.Of);

    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) =>
        TraceAsync(StoreText.Of(query), inner.QueryAsync(query, cancellationToken), StoreText.Of);

    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) =>
        TraceAsync($"count: {StoreText.Of(query)}", inner.CountAsync(query, cancellationToken), static count => $"{count}");

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        TraceAsync(StoreText.Of(batch), inner.CommitAsync(batch, cancellationToken), StoreText.Of);

    public Task<Instant> NowAsync(CancellationToken cancellationToken) => TraceAsync("now", inner.NowAsync(cancellationToken), static now => now.ToString());

    private async Task<T> TraceAsync<T>(string call, Task<T> answering, Func<T, string> describe)
    {
        try
        {
            T answer = await answering.ConfigureAwait(false);
            trace.Add($"{call} → {describe(answer)}");
            return answer;
        }
        catch (Exception error)
        {
            trace.Add($"{call} → {error.GetType().Name}: {error.Message}");
            throw;
        }
    }
}
