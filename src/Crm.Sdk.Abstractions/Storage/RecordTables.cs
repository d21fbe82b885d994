namespace Crm.Sdk.Storage;

/// <summary>The records, unique keys and commit ids of a store in memory: for stores that keep what they answer from at hand, with or without something lasting behind it.</summary>
/// <remarks>
/// <para>Finding, judging and applying take constant time a record; a query looks at every record of its tenant and kind. Entities are kept as they are given, so
/// a store gives them as its kind's serialiser reads them.</para>
/// <para>Not thread-safe: the store lets in one request at a time.</para>
/// </remarks>
/// <param name="model">All kinds.</param>
public sealed class RecordTables(ModelCatalogue model)
{
    private readonly Dictionary<(TenantId Tenant, RecordKind Kind), Dictionary<RecordId, StoredRecord>> _records = [];
    private readonly Dictionary<(TenantId Tenant, UniqueKey Key), RecordId> _holders = [];
    private readonly Dictionary<(TenantId Tenant, Guid CommitId), long> _positions = [];

    /// <summary>All kinds. A model that has grown may take the place of an earlier one; records stay.</summary>
    public ModelCatalogue Model { get; set; } = model;

    /// <summary>All records of a tenant and kind, in no order. Valid until the next commit is applied.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public IReadOnlyCollection<StoredRecord> All(TenantId tenant, RecordKind kind) => Records(tenant, kind)?.Values ?? (IReadOnlyCollection<StoredRecord>)[];

    /// <summary>The records with some ids, in the asked order, null where there is none: <see cref="ICrmStore.FindAsync"/>.</summary>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public IReadOnlyList<StoredRecord?> Find(TenantId tenant, RecordKind kind, IReadOnlyList<RecordId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Dictionary<RecordId, StoredRecord>? records = Records(tenant, kind);
        return [.. ids.Select(id => records?.GetValueOrDefault(id))];
    }

    /// <summary>One page of a query: <see cref="ICrmStore.QueryAsync"/>.</summary>
    /// <exception cref="CrmException">The query cannot be meant for its kind (<see cref="QueryRules"/>).</exception>
    public RecordPage Page(StoreQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return QueryEvaluator.Page(query, Model[query.Kind], All(query.Tenant, query.Kind));
    }

    /// <summary>How many records a query means: <see cref="ICrmStore.CountAsync"/>.</summary>
    /// <exception cref="CrmException">The query cannot be meant for its kind (<see cref="QueryRules"/>).</exception>
    public long Count(StoreQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return QueryEvaluator.Count(query, Model[query.Kind], All(query.Tenant, query.Kind));
    }

    /// <summary>Judges a batch without applying anything.</summary>
    /// <returns>The first answer where its id was committed, or what speaks against it; null where it is to be applied.</returns>
    /// <exception cref="CrmException">CRM2020: there is no such kind.</exception>
    public CommitResult? Judge(CommitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _positions.TryGetValue((batch.Tenant, batch.CommitId), out long position)
            ? new CommitResult.Committed(position)
            : BatchRules.Conflict(
                batch,
                record => Records(batch.Tenant, record.Kind)?.GetValueOrDefault(record.Id)?.Version ?? 0,
                key => _holders.TryGetValue((batch.Tenant, key), out RecordId holder) ? holder : null);
    }

    /// <summary>Applies a batch that <see cref="Judge"/> found nothing against. Its position is one more than that of the commit before, of whatever tenant.</summary>
    public CommitResult.Committed Apply(CommitBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (RecordWrite write in batch.Writes)
        {
            if (!_records.TryGetValue((batch.Tenant, write.Kind), out Dictionary<RecordId, StoredRecord>? records))
            {
                _records[(batch.Tenant, write.Kind)] = records = [];
            }

            records[write.Id] = new StoredRecord(write.Kind, write.Id, write.ExpectedVersion + 1, write.Entity);
        }

        foreach (RecordDelete delete in batch.Deletes)
        {
            _records.GetValueOrDefault((batch.Tenant, delete.Kind))?.Remove(delete.Id);
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

        long position = _positions.Count + 1;
        _positions.Add((batch.Tenant, batch.CommitId), position);
        return new CommitResult.Committed(position);
    }

    // An unknown kind is a wrong request, not an empty one.
    private Dictionary<RecordId, StoredRecord>? Records(TenantId tenant, RecordKind kind) => _records.GetValueOrDefault((tenant, Model[kind].Kind));
}
