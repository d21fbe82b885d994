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
    private readonly Dictionary<(TenantId Tenant, RecordKind Kind), Dictionary<RecordId, StoredRecord>> _records = [];
    private readonly Dictionary<(TenantId Tenant, UniqueKey Key), RecordId> _holders = [];
    private readonly Dictionary<(TenantId Tenant, Guid CommitId), long> _positions = [];
    private readonly IClock _clock;
    private ModelCatalogue? _model;
    private long _position;
    private Instant _now = Instant.MinValue;

    /// <summary>Makes an empty store.</summary>
    /// <param name="clock">The store's clock; the machine's when null.</param>
    public InMemoryStore(IClock? clock = null) => _clock = clock ?? SystemClock.Instance;

    /// <inheritdoc/>
    public StoreDescriptor Descriptor { get; } = new("memory", Durable: false, ConditionNodes.NormalForm, FieldSupport.All, MaxRecordsPerBatch: 100_000);

    private ModelCatalogue Model => _model ?? throw new InvalidOperationException($"{nameof(EnsureSchemaAsync)} is called before anything else.");

    /// <inheritdoc/>
    public Task EnsureSchemaAsync(ModelCatalogue model, SchemaMode mode, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return LockedAsync(() => _model = model, cancellationToken); // memory has no schema, so both modes succeed
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return LockedAsync<IReadOnlyList<StoredRecord?>>(
            () =>
            {
                Dictionary<RecordId, StoredRecord> records = RecordsOf(tenant, kind);
                return [.. ids.Select(id => records.GetValueOrDefault(id))];
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordPage> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return LockedAsync(() => QueryEvaluator.Page(query, Model[query.Kind], RecordsOf(query.Tenant, query.Kind).Values), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return LockedAsync(() => QueryEvaluator.Count(query, Model[query.Kind], RecordsOf(query.Tenant, query.Kind).Values), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return LockedAsync(() => Commit(batch), cancellationToken);
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
        (KindModel kind, StoredRecord[] records) = await LockedAsync(() => (Model[query.Kind], RecordsOf(query.Tenant, query.Kind).Values.ToArray()), cancellationToken).ConfigureAwait(false);
        FieldModel?[] models = [.. fields.Select(field => field == IdField ? null : kind.Field(field))];
        var batch = new ColumnBatch([.. models.Select(static model => model?.Type ?? FieldType.Id)], RowsPerColumnBatch);
        foreach (StoredRecord record in records)
        {
            if (!ConditionEvaluator.Matches(query.Where, kind, record.Entity))
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

    private CommitResult Commit(CommitBatch batch)
    {
        if (_positions.TryGetValue((batch.Tenant, batch.CommitId), out long first))
        {
            return new CommitResult.Committed(first);
        }

        CommitResult? conflict = BatchRules.Conflict(
            batch,
            record => RecordsOf(batch.Tenant, record.Kind).TryGetValue(record.Id, out StoredRecord? current) ? current.Version : 0,
            key => _holders.TryGetValue((batch.Tenant, key), out RecordId holder) ? holder : null);
        return conflict ?? Apply(batch);
    }

    private CommitResult.Committed Apply(CommitBatch batch)
    {
        // Whatever can fail, a serialiser for one, fails before the first change.
        StoredRecord[] written = [.. batch.Writes.Select(Stored)];
        foreach (StoredRecord record in written)
        {
            RecordsOf(batch.Tenant, record.Kind)[record.Id] = record;
        }

        foreach (RecordDelete delete in batch.Deletes)
        {
            RecordsOf(batch.Tenant, delete.Kind).Remove(delete.Id);
        }

        foreach (KeyClaim release in batch.Releases)
        {
            if (_holders.TryGetValue((batch.Tenant, release.Key), out RecordId holder) && holder == release.Holder)
            {
                _holders.Remove((batch.Tenant, release.Key));
            }
        }

        foreach (KeyClaim claim in batch.Claims)
        {
            _holders[(batch.Tenant, claim.Key)] = claim.Holder;
        }

        _positions[(batch.Tenant, batch.CommitId)] = ++_position;
        return new CommitResult.Committed(_position);
    }

    private StoredRecord Stored(RecordWrite write)
    {
        KindModel kind = Model[write.Kind];
        return new StoredRecord(write.Kind, write.Id, write.ExpectedVersion + 1, kind.Deserialise(write.Id, kind.Serialise(write.Entity)));
    }

    private Dictionary<RecordId, StoredRecord> RecordsOf(TenantId tenant, RecordKind kind)
    {
        if (!_records.TryGetValue((tenant, kind), out Dictionary<RecordId, StoredRecord>? records))
        {
            _ = Model[kind]; // an unknown kind is a wrong request, not an empty one
            _records[(tenant, kind)] = records = [];
        }

        return records;
    }

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
