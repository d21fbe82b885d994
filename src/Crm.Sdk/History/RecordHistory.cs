using Crm.Sdk.Privacy;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.History;

/// <summary>Reads the history of records from a store.</summary>
/// <inheritdoc cref="IRecordHistory"/>
public sealed class RecordHistory : IRecordHistory
{
    private readonly ModelCatalogue _model;
    private readonly IPersonalDataProtector _protector;
    private readonly RevisionReader _revisions;
    private readonly Rewind _rewind;
    private readonly RecordRestorer _restorer;

    /// <summary>Makes a reader.</summary>
    /// <param name="crm">The way in, for the model.</param>
    /// <param name="store">The store.</param>
    /// <param name="protector">Opens personal values.</param>
    public RecordHistory(ICrm crm, ICrmStore store, IPersonalDataProtector protector)
    {
        ArgumentNullException.ThrowIfNull(crm);
        _model = crm.Model;
        _protector = protector;
        _revisions = new RevisionReader(store, crm.Model);
        _rewind = new Rewind(store, _revisions, protector);
        _restorer = new RecordRestorer(crm.Model, store, _revisions, protector);
    }

    /// <inheritdoc/>
    public async Task<HistoryPage> RevisionsAsync(CrmScope scope, RecordRef record, PageCursor? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (limit is < 1 or > IRecordHistory.MaxLimit)
        {
            throw new CrmException(StorageErrorCodes.BadPage, $"A page of a history takes 1 to {IRecordHistory.MaxLimit} entries; {limit} were asked for.");
        }

        KindModel model = _model[record.Kind];
        RequireHistory(model);
        (IReadOnlyList<Revision> revisions, PageCursor? next) = await _revisions.PageAsync(scope.Tenant, record, after, limit, cancellationToken).ConfigureAwait(false);
        List<HistoryEntry> entries = [.. revisions.Select(revision => Entry(scope.Tenant, model, revision))];
        if (next is null && entries.Count == limit)
        {
            next = new PageCursor(FieldValue.Of(revisions[^1].Version), revisions[^1].Id); // the addition stands on a page of its own
        }
        else if (next is null && await AdditionAsync(scope.Tenant, model, record, cancellationToken).ConfigureAwait(false) is { } addition)
        {
            entries.Add(addition);
        }

        return new HistoryPage(entries, next);
    }

    /// <inheritdoc/>
    public async Task<PastState<T>?> StateAtAsync<T>(CrmScope scope, RecordId id, Instant at, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(scope);
        KindModel model = _model.Of(typeof(T));
        RequireHistory(model);
        if (await _rewind.BackAsync(scope.Tenant, model, id, at, cancellationToken).ConfigureAwait(false) is not { } point)
        {
            return null;
        }

        var entity = (T)point.Values.Compose(id);
        Origin written = point.Written is { } revision
            ? new Origin(revision.At, revision.By)
            : model.OriginOf(entity) ?? throw new CrmException(
                HistoryErrorCodes.NotKept, $"{model.Kind}/{id} was not changed up to {at}, and records of its kind do not keep when they were added, so whether it was there then is not known.");
        return written.At > at ? null : new PastState<T> { Entity = entity, Version = point.Version, Since = written.At, By = written.By, Masked = point.Values.Masked.ToValueList() };
    }

    /// <inheritdoc/>
    public async Task<T> RestoreAsync<T>(ICrmSession session, RecordId id, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(session);
        KindModel model = _model.Of(typeof(T));
        RequireHistory(model);
        return await _restorer.RestoreAsync<T>(session, model, id, cancellationToken).ConfigureAwait(false);
    }

    private HistoryEntry Entry(TenantId tenant, KindModel model, Revision revision) => new()
    {
        Record = revision.Record,
        Version = revision.Version,
        Type = revision.Type == RevisionType.Removed ? HistoryEntryType.Removed : HistoryEntryType.Changed,
        At = revision.At,
        By = revision.By,
        Run = revision.Run,
        Reason = revision.Reason,
        CommitId = revision.CommitId,
        Changes = revision.Changes.Select(change => Opened(tenant, model, change)).ToValueList(),
    };

    private ChangedField Opened(TenantId tenant, KindModel model, FieldChange change)
    {
        bool readable = _protector.TryOpen(tenant, change.Old, change.OldSealed, out string? old) & _protector.TryOpen(tenant, change.New, change.NewSealed, out string? now);
        bool personal = change.OldSealed is not null || change.NewSealed is not null;
        return new ChangedField(change.Field, old, now) { IsPersonal = personal, IsMasked = !readable };
    }

    /// <summary>The first step in a record's life, with its first values where all revisions back to it are there.</summary>
    private async Task<HistoryEntry?> AdditionAsync(TenantId tenant, KindModel model, RecordRef record, CancellationToken cancellationToken)
    {
        if (await _rewind.BackAsync(tenant, model, record.Id, null, cancellationToken).ConfigureAwait(false) is not { } first || model.OriginOf(first.Values.Compose(record.Id)) is not { } origin)
        {
            return null;
        }

        return new HistoryEntry
        {
            Record = record,
            Version = 1,
            Type = HistoryEntryType.Added,
            At = origin.At,
            By = origin.By,
            Run = origin.Run,
            Changes = first.Values.AsAdded(),
        };
    }

    private static void RequireHistory(KindModel model)
    {
        if (!model.HistoryKept)
        {
            throw new CrmException(HistoryErrorCodes.NotKept, $"Records of kind '{model.Kind}' keep no history{(model.AppendOnly ? ": they are only added, never changed" : string.Empty)}.");
        }
    }
}
