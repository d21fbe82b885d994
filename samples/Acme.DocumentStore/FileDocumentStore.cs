using Crm.Sdk;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Acme.DocumentStore;

/// <summary>A store over one append-only file: a line of JSON for each commit. What the lines say is kept in memory, where questions are answered.</summary>
/// <remarks>Thread-safe: requests are answered one after another. One process at a time has the file open.</remarks>
public sealed class FileDocumentStore(IOptions<FileDocumentStoreOptions> options, IClock clock) : ICrmStore, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CommitFile _file = new(options.Value.Path);
    private RecordTables _tables = new(new ModelCatalogue([]));
    private Instant _now = Instant.MinValue;

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new("documents", Durable: true, ConditionNodes.NormalForm, FieldSupport.All, MaxRecordsPerBatch: 10_000);

    /// <inheritdoc/>
    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken) =>
        AnswerAsync(() => _tables = Read(model), cancellationToken); // documents have no schema: a model, also one that has grown, only says how they are read

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken) =>
        AnswerAsync(() => _tables.Find(tenant, kind, ids), cancellationToken);

    /// <inheritdoc/>
    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken) => AnswerAsync(() => _tables.Page(query), cancellationToken);

    /// <inheritdoc/>
    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken) => AnswerAsync(() => _tables.Count(query), cancellationToken);

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken) =>
        AnswerAsync(() => _tables.Judge(batch) ?? Write(batch), cancellationToken); // an earlier answer or a conflict, or else it is written

    /// <inheritdoc/>
    public Task<Instant> NowAsync(CancellationToken cancellationToken) =>
        AnswerAsync(() => _now = Instant.Max(_now, clock.GetCurrentInstant().FloorToMicrosecond()), cancellationToken);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private RecordTables Read(ModelCatalogue model)
    {
        var tables = new RecordTables(model);
        foreach (CommitDocument document in _file.ReadAll())
        {
            tables.Apply(document.ToBatch(model));
        }

        return tables;
    }

    private CommitResult.Committed Write(CommitBatch batch)
    {
        CommitDocument document = CommitDocument.Of(batch, _tables.Model);
        _file.Append(document);
        return _tables.Apply(document.ToBatch(_tables.Model)); // as it will be read, not as it came
    }

    private async Task<T> AnswerAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellationToken).ConfigureAwait(false); // writing waits for the disk, on a thread that may
        }
        finally
        {
            _gate.Release();
        }
    }
}
