using NodaTime;

namespace Crm.Sdk.Storage;

/// <summary>The reference store: everything in memory, nothing durable. What it answers is what every other store must answer.</summary>
/// <remarks>
/// <para>Finding and committing take constant time a record; a query looks at every record of its tenant and kind. An entity is kept as it comes back
/// from its kind's serialiser, so a kind that loses something on the way loses it here too.</para>
/// <para>Thread-safe: commits and reads are one after another.</para>
/// </remarks>
public sealed class InMemoryStore : ICrmStore, IColumnReader
{
    private const int RowsPerColumnBatch = 4096;

    private static readonly FieldId IdField = "id";

    private readonly Lock _gate = new();
    private readonly RecordTables _tables = new(new ModelCatalogue([]));
    private readonly IClock _clock;
    private Instant _now = Instant.MinValue;

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">The store's clock; the machine's when null.</param>
    public InMemoryStore(IClock? clock = null) => _clock = clock ?? SystemClock.Instance;

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new("memory", Durable: false, ConditionNodes.NormalForm, FieldSupport.All, MaxRecordsPerBatch: 100_000);

    /// <inheritdoc/>
    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LockedAsync(() => _tables.Model = model, cancellationToken); // memory has no schema, so both modes succeed
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return LockedAsync(() => _tables.Find(tenant, kind, ids), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return LockedAsync(() => _tables.Page(query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return LockedAsync(() => _tables.Count(query), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return LockedAsync(() => _tables.Judge(batch) ?? _tables.Apply(AsSerialised(batch)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Instant> NowAsync(CancellationToken cancellationToken) =>
        LockedAsync(() => _now = Instant.Max(_now, _clock.GetCurrentInstant().FloorToMicrosecond()), cancellationToken);

    /// <inheritdoc/>
    public async Task ReadColumnsAsync(
        StoreQuery query, IReadOnlyList<FieldId> fields, Func<ColumnBatch, CancellationToken, ValueTask> onBatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(onBatch);

        // The snapshot is a list of references to immutable records; the gate is not held while the caller works.
        (KindModel kind, StoredRecord[] records) = await LockedAsync(() => (_tables.Model[query.Kind], _tables.All(query.Tenant, query.Kind).ToArray()), cancellationToken).ConfigureAwait(false);
        FieldModel?[] models = [.. fields.Select(field => field == IdField ? null : kind.Field(field))];
        Func<object, bool> matches = ConditionEvaluator.Prepare(query.Where, kind);
        var batch = new ColumnBatch([.. models.Select(static model => model?.Type ?? FieldType.Id)], RowsPerColumnBatch);
        foreach (StoredRecord record in records)
        {
            if (!matches(record.Entity))
            {
                continue;
            }

            for (int i = 0; i < models.Length; i++)
            {
                batch.Set(i, batch.Count, models[i]?.Get(record.Entity) ?? FieldValue.Of(record.Id));
            }

            if (++batch.Count == batch.Capacity)
            {
                await HandOverAsync().ConfigureAwait(false);
            }
        }

        if (batch.Count > 0)
        {
            await HandOverAsync().ConfigureAwait(false);
        }

        async ValueTask HandOverAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            await onBatch(batch, cancellationToken).ConfigureAwait(false);
            batch.Count = 0;
        }
    }

    // Serialisers may fail, so all of them run before the first change.
    private CommitBatch AsSerialised(CommitBatch batch) => new(
        batch.Tenant,
        batch.CommitId,
        batch.Actor,
        batch.At,
        [.. batch.Writes.Select(write => write with { Entity = _tables.Model[write.Kind].Deserialise(write.Id, _tables.Model[write.Kind].Serialise(write.Entity)) })],
        batch.Deletes,
        batch.Checks,
        batch.Releases,
        batch.Claims);

    private Task<T> LockedAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        try
        {
            lock (_gate)
            {
                return Task.FromResult(work());
            }
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }
}
