using Crm.Sdk.Classification;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Synthetic;

/// <summary>Writes a synthetic population into a store, in chunks as an import does: rows, unique keys, one audit entry and one event a chunk.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PopulationWriter
{
    private const int ChunkSize = 5_000;

    private readonly ICrmStore _store;
    private readonly ModelCatalogue _model;
    private readonly CommitTrail _trail;
    private readonly IClock _clock;

    /// <summary>Makes a writer.</summary>
    public PopulationWriter(ICrmStore store, ModelCatalogue model, CommitTrail trail, IClock clock)
    {
        _store = store;
        _model = model;
        _trail = trail;
        _clock = clock;
    }

    /// <summary>Writes customers, then orders.</summary>
    /// <param name="scope">The tenant, and who writes.</param>
    /// <param name="population">The population.</param>
    /// <param name="progress">Told how many records are written; null where nobody listens.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <exception cref="CrmException">CRM2032: the store holds records of the same seed already.</exception>
    public Task WriteAsync(CrmScope scope, PopulationGenerator population, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(population);
        return WriteAsync(scope, population.Customers().Cast<object>().Concat(population.Orders()), progress, cancellationToken);
    }

    /// <summary>Writes customers and orders as they come.</summary>
    /// <param name="scope">The tenant, and who writes.</param>
    /// <param name="records">New customers and orders.</param>
    /// <param name="progress">Told how many records are written; null where nobody listens.</param>
    /// <param name="cancellationToken">Stops between chunks.</param>
    /// <exception cref="CrmException">CRM2032: the store holds records of the same ids or keys already.</exception>
    public async Task WriteAsync(CrmScope scope, IEnumerable<object> records, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(records);
        RecordId run = RecordId.New();
        long written = 0;
        foreach (object[] chunk in records.Chunk(Math.Min(ChunkSize, _store.Descriptor.MaxRecordsPerBatch - 2)))
        {
            await WriteAsync(scope, run, chunk, cancellationToken).ConfigureAwait(false);
            progress?.Report(written += chunk.Length);
        }
    }

    private async Task WriteAsync(CrmScope scope, RecordId run, object[] entities, CancellationToken cancellationToken)
    {
        var stamp = CommitStamp.New(scope, _clock, run);
        var writes = new List<RecordWrite>(entities.Length + 2);
        var claims = new List<KeyClaim>(entities.Length);
        foreach (object entity in entities)
        {
            KindModel kind = _model.Of(entity.GetType());
            RecordId id = kind.IdOf(entity);
            writes.Add(new RecordWrite(kind.Kind, id, 0, kind.Stamp(entity, stamp.Origin)));
            UniqueKeys.Compare(kind, id, null, entity, [], claims);
        }

        AuditEntry audit = _trail.Audit(stamp, "bench generate", entities.Length, default);
        StoredEvent generated = _trail.Event(stamp, new CrmEvent("records.imported/1", null, $$"""{"run":"{{run}}","count":{{entities.Length}}}"""));
        writes.Add(new RecordWrite(AuditModel.Kind.Kind, audit.Id, 0, audit));
        writes.Add(new RecordWrite(EventModel.Kind.Kind, generated.Id, 0, generated));
        var batch = new CommitBatch(stamp.Tenant, stamp.CommitId, stamp.Actor, stamp.At, writes, claims: claims);
        if (await _store.CommitAsync(batch, cancellationToken).ConfigureAwait(false) is CommitResult.Committed committed)
        {
            CommitWatch.Of(_store).Committed(batch, committed.Position);
        }
        else
        {
            throw new CrmException(SessionErrorCodes.Conflict, "The store holds records of this population already; use another seed or an empty store.");
        }
    }
}
