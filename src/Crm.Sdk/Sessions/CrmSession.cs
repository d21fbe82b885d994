using Crm.Sdk.Classification;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Sessions;

/// <summary>The unit of work over the store contract.</summary>
internal sealed class CrmSession(CrmScope scope, ICrmStore store, ModelCatalogue catalogue, IClock clock, CommitTrail trail, ICommitCheck? check) : ICrmSession
{
    private readonly Dictionary<RecordRef, TrackedRecord> _tracked = [];
    private readonly HashSet<RecordRef> _absent = [];
    private readonly List<CrmEvent> _events = [];
    private readonly QueryRunner _queries = new(store, catalogue);
    private CommitBatch? _unanswered;
    private ValueList<DuplicateAlert> _alerts;
    private string? _reason;
    private int _busy;
    private bool _disposed;

    public CrmScope Scope => scope;

    public string? Reason
    {
        get => _reason;
        set
        {
            using Use use = EnterToChange();
            _reason = value is null ? null : CanonicalText.Require(value, Revision.MaxReasonLength, "reason");
        }
    }

    public async Task<T?> FindAsync<T>(RecordId id, CancellationToken cancellationToken)
        where T : class => (await FindAsync<T>([id], cancellationToken).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<T?>> FindAsync<T>(IReadOnlyList<RecordId> ids, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ids);
        using Use use = Enter();
        KindModel model = catalogue.Of(typeof(T));
        RecordId[] missing = [.. ids.Distinct().Where(id => !_tracked.ContainsKey(new RecordRef(model.Kind, id)))];
        if (missing.Length > 0)
        {
            foreach (StoredRecord? record in await store.FindAsync(scope.Tenant, model.Kind, missing, cancellationToken).ConfigureAwait(false))
            {
                if (record is not null)
                {
                    Track(model, record);
                }
            }
        }

        return [.. ids.Select(id => _tracked.TryGetValue(new RecordRef(model.Kind, id), out TrackedRecord? tracked) ? (T?)tracked.Current : null)];
    }

    public async Task<CrmPage<T>> QueryAsync<T>(CrmQuery<T> query, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(query);
        using Use use = Enter();
        KindModel model = catalogue.Of(typeof(T));
        RecordPage page = await _queries.PageAsync(
            new StoreQuery(scope.Tenant, model.Kind) { Where = query.Where, Order = query.Order, After = query.After, Limit = query.Limit },
            cancellationToken).ConfigureAwait(false);
        return new CrmPage<T>([.. page.Records.Select(record => (T?)Track(model, record).Current).OfType<T>()], page.Next);
    }

    public async Task<long> CountAsync<T>(Condition where, CancellationToken cancellationToken)
        where T : class
    {
        using Use use = Enter();
        return await _queries.CountAsync(new StoreQuery(scope.Tenant, catalogue.Of(typeof(T)).Kind) { Where = where }, cancellationToken).ConfigureAwait(false);
    }

    public IReadOnlyList<T> Uncommitted<T>()
        where T : class
    {
        using Use use = Enter();
        KindModel model = catalogue.Of(typeof(T));
        return [.. _tracked.Values.Where(tracked => tracked.Model == model && tracked.Current is not null && (tracked.IsNew || tracked.IsChanged)).Select(static tracked => (T)tracked.Current!)];
    }

    public long VersionOf<T>(RecordId id)
        where T : class
    {
        using Use use = Enter();
        return Tracked(catalogue.Of(typeof(T)), id).Version;
    }

    public void Add<T>(T entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        using Use use = EnterToChange();
        KindModel model = catalogue.Of(typeof(T));
        EntityRules.Check(model, entity);
        RecordId id = model.IdOf(entity);
        if (!_tracked.TryAdd(new RecordRef(model.Kind, id), new TrackedRecord(model, id, 0, null, entity)))
        {
            throw new CrmException(SessionErrorCodes.NotRead, $"{model.Kind}/{id} is in this session already; change it with Update, and give a new record a new id.");
        }
    }

    public void Update<T>(T entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        using Use use = EnterToChange();
        KindModel model = catalogue.Of(typeof(T));
        RefuseAppendOnly(model);
        EntityRules.Check(model, entity);
        TrackedRecord tracked = Tracked(model, model.IdOf(entity));
        tracked.Current = tracked.Current is null
            ? throw new CrmException(SessionErrorCodes.NotRead, $"{tracked.Ref} was removed in this session and cannot be changed.")
            : entity;
    }

    public void Remove<T>(T entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        using Use use = EnterToChange();
        KindModel model = catalogue.Of(typeof(T));
        RefuseAppendOnly(model);
        TrackedRecord tracked = Tracked(model, model.IdOf(entity));
        if (tracked.Version == 0)
        {
            _tracked.Remove(tracked.Ref);
        }

        tracked.Current = null;
    }

    public void Guard<T>(T entity)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(entity);
        using Use use = EnterToChange();
        KindModel model = catalogue.Of(typeof(T));
        Tracked(model, model.IdOf(entity)).IsGuarded = true;
    }

    public void GuardAbsence<T>(RecordId id)
        where T : class
    {
        using Use use = EnterToChange();
        var reference = new RecordRef(catalogue.Of(typeof(T)).Kind, id);
        if (_tracked.ContainsKey(reference))
        {
            throw new CrmException(SessionErrorCodes.NotRead, $"{reference} is in this session, so the commit cannot depend on its absence; guard the record itself.");
        }

        _absent.Add(reference);
    }

    public void Raise(CrmEvent domainEvent)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        using Use use = EnterToChange();
        _events.Add(domainEvent);
    }

    public async Task<CommitReceipt> CommitAsync(CancellationToken cancellationToken)
    {
        using Use use = Enter();
        if (_unanswered is null && check is not null)
        {
            _alerts = await check.CheckAsync(scope.Tenant, new PendingChanges(_tracked, catalogue), cancellationToken).ConfigureAwait(false);
        }

        CommitBatch? batch = _unanswered ?? CommitAssembly.Assemble(CommitStamp.New(scope, clock, reason: _reason), catalogue, trail, _tracked.Values, _absent, _events);
        if (batch is null)
        {
            return new CommitReceipt(Guid.Empty, 0, clock.GetCurrentInstant().FloorToMicrosecond(), 0);
        }

        if (batch.Records > store.Descriptor.MaxRecordsPerBatch)
        {
            throw new CrmException(SessionErrorCodes.TooLarge, $"The commit has {batch.Records} records; store '{store.Descriptor.Name}' takes {store.Descriptor.MaxRecordsPerBatch}. Commit in smaller steps, or use an import.");
        }

        _unanswered = batch; // an exception leaves the outcome unknown, and the next call asks the same again
        CommitResult result = await store.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
        _unanswered = null;
        switch (result)
        {
            case CommitResult.Committed committed:
                CommitWatch.Of(store).Committed(batch, committed.Position, record => _tracked.GetValueOrDefault(record)?.Original);
                return Committed(batch, committed.Position);
            case CommitResult.VersionConflict conflict:
                throw await new ConflictExplainer(store, catalogue)
                    .ExplainAsync(scope.Tenant, conflict, record => _tracked.GetValueOrDefault(record)?.Original, cancellationToken).ConfigureAwait(false);
            case CommitResult.UniqueConflict clash:
                throw new CrmDuplicateException(clash.Clashes);
            default:
                throw new InvalidOperationException($"Store '{store.Descriptor.Name}' gave the unknown answer {result.GetType().Name}.");
        }
    }

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        _tracked.Clear();
        _absent.Clear();
        _events.Clear();
        return ValueTask.CompletedTask;
    }

    private CommitReceipt Committed(CommitBatch batch, long position)
    {
        int records = 0;
        foreach (RecordWrite write in batch.Writes)
        {
            if (_tracked.TryGetValue(new RecordRef(write.Kind, write.Id), out TrackedRecord? tracked))
            {
                tracked.Committed(write.ExpectedVersion + 1);
                records++;
            }
        }

        foreach (RecordDelete delete in batch.Deletes)
        {
            _tracked.Remove(new RecordRef(delete.Kind, delete.Id));
            records++;
        }

        foreach (VersionCheck check in batch.Checks)
        {
            if (_tracked.TryGetValue(new RecordRef(check.Kind, check.Id), out TrackedRecord? guarded))
            {
                guarded.IsGuarded = false;
            }
        }

        _absent.Clear();

        _events.Clear();
        _reason = null;
        return new CommitReceipt(batch.CommitId, position, batch.At, records) { Duplicates = _alerts };
    }

    private TrackedRecord Track(KindModel model, StoredRecord record)
    {
        var reference = new RecordRef(model.Kind, record.Id);
        if (!_tracked.TryGetValue(reference, out TrackedRecord? tracked))
        {
            _tracked.Add(reference, tracked = new TrackedRecord(model, record.Id, record.Version, record.Entity, record.Entity));
        }

        return tracked;
    }

    private TrackedRecord Tracked(KindModel model, RecordId id) => _tracked.TryGetValue(new RecordRef(model.Kind, id), out TrackedRecord? tracked)
        ? tracked
        : throw new CrmException(SessionErrorCodes.NotRead, $"{model.Kind}/{id} was not read in this session; read it with FindAsync or QueryAsync first.");

    private static void RefuseAppendOnly(KindModel model)
    {
        if (model.AppendOnly)
        {
            throw new CrmException(SessionErrorCodes.AppendOnly, $"Records of kind '{model.Kind}' are only added, never changed or removed.");
        }
    }

    private Use EnterToChange() => _unanswered is null
        ? Enter()
        : throw new CrmException(SessionErrorCodes.Misused, "The outcome of the last commit is unknown; call CommitAsync again before anything else is changed.");

    private Use Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Interlocked.Exchange(ref _busy, 1) == 0
            ? new Use(this)
            : throw new CrmException(SessionErrorCodes.Misused, "The session is used by two callers at once; open one for each, and await each call before the next.");
    }

    /// <summary>Marks a call as under way, so that a second one at the same time is refused.</summary>
    private readonly struct Use(CrmSession session) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref session._busy, 0);
    }
}
