using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Removes customers of the recycle bin for good, by a rule (DQ-5): never one that other records name, nor one that a merge that can be undone leads to.</summary>
/// <remarks>
/// <para>Customers go in commits of some hundred, each with an audit entry that states the rule and the customers, and a last one with the figures of the whole purge. What was confirmed stays, and the
/// same purge goes on from there. History stays: the last values are in the removal's revision, personal ones sealed, so that erasing a person makes them unreadable.</para>
/// <para>What others write between the look at what names a customer and the commit is not seen; a customer that is restored meanwhile stays. A thread-safe singleton.</para>
/// </remarks>
public sealed class RecycleBinPurge
{
    private const int PageSize = 300;
    private const int WritesEach = 3; // the removal, its revision, its event
    private const int MaxAttempts = 8;

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly CommitTrail _trail;
    private readonly IClock _clock;
    private readonly BatchCommitter _committer;
    private readonly QueryRunner _queries;
    private readonly BinDates _dates;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The model.</param>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="trail">What commits leave behind.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="time">Waits between tries.</param>
    public RecycleBinPurge(ICrm crm, ICrmStore store, CommitTrail trail, IClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(trail);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        (_crm, _store, _trail, _clock, _committer) = (crm, store, trail, clock, new BatchCommitter(store, time));
        _queries = new QueryRunner(store, crm.Model);
        _dates = new BinDates(_queries);
    }

    /// <summary>Purges.</summary>
    /// <param name="scope">The tenant, and who purges.</param>
    /// <param name="rule">Which customers.</param>
    /// <param name="asOf">The instant that their age counts to.</param>
    /// <param name="dryRun">Whether to say what would be removed only.</param>
    /// <param name="progress">Told the customers looked at so far, or null.</param>
    /// <param name="cancellationToken">Stops between commits.</param>
    /// <exception cref="CrmException">CRM1030: the rule's days are negative. CRM3105: others keep changing the same customers.</exception>
    public async Task<PurgeReport> RunAsync(CrmScope scope, PurgeRule rule, AsOf asOf, bool dryRun, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(asOf);
        if (rule.Days < 0)
        {
            throw new CrmException(ErrorCodes.BadValue, $"purge: a customer lies in the recycle bin for 0 days or more, not {rule.Days}.");
        }

        Condition inBin = Condition.All(
            Condition.Equal(CustomerModel.State, FieldValue.Of((long)CustomerState.Removed)),
            rule.Kind is { } kind ? Condition.Equal("kind", FieldValue.Of((long)kind)) : Condition.Everything,
            rule.Where);
        var naming = new NamingRecords(_store, scope.Tenant, _crm.Model.Kinds);
        var tally = new PurgeTally();
        var query = new StoreQuery(scope.Tenant, CustomerModel.Kind.Kind) { Where = inBin, Limit = Math.Clamp((_store.Descriptor.MaxRecordsPerBatch - 1) / WritesEach, 1, PageSize) };
        for (int attempt = 1; ;)
        {
            RecordPage page = await _queries.PageAsync(query, cancellationToken).ConfigureAwait(false);
            var seen = new PurgeTally();
            List<StoredRecord> go = await ChooseAsync(scope.Tenant, page.Records, asOf.Instant - Duration.FromDays(rule.Days), naming, seen, cancellationToken).ConfigureAwait(false);
            if (!dryRun && go.Count > 0 && !await RemoveAsync(scope, rule, go, cancellationToken).ConfigureAwait(false))
            {
                attempt = attempt < MaxAttempts
                    ? attempt + 1 // somebody restores one of them: read the page again
                    : throw new CrmException(CustomerErrorCodes.Unsettled, "Others change customers of the recycle bin again and again; purge when they are done, what is gone stays gone.");
                continue;
            }

            tally.Add(seen);
            progress?.Report(tally.Customers);
            if (page.Next is null)
            {
                break;
            }

            (query, attempt) = (query with { After = page.Next }, 1);
        }

        PurgeReport report = tally.Report(dryRun);
        if (!dryRun)
        {
            await CloseAsync(scope, rule, report, cancellationToken).ConfigureAwait(false);
        }

        return report;
    }

    private async Task<List<StoredRecord>> ChooseAsync(
        TenantId tenant, IReadOnlyList<StoredRecord> records, Instant until, NamingRecords naming, PurgeTally tally, CancellationToken cancellationToken)
    {
        Dictionary<RecordId, Instant> since = await _dates.ReadAsync(tenant, records, cancellationToken).ConfigureAwait(false);
        StoredRecord[] old = [.. records.Where(record => since.TryGetValue(record.Id, out Instant removed) && removed <= until)];
        var namedBy = new Dictionary<RecordId, RecordKind>();
        var merges = new Dictionary<RecordId, HashSet<RecordId>>();
        await naming.FindAsync(CustomerModel.Kind.Kind, [.. old.Select(static record => record.Id)], Found, cancellationToken).ConfigureAwait(false);
        HashSet<RecordId> merged = await HeldAsync(tenant, merges, cancellationToken).ConfigureAwait(false);
        (tally.Customers, tally.Younger) = (records.Count, records.Count - old.Length);
        List<StoredRecord> go = [];
        foreach (StoredRecord record in old)
        {
            if (merged.Contains(record.Id))
            {
                tally.Merged++;
            }
            else if (namedBy.TryGetValue(record.Id, out RecordKind kind))
            {
                tally.NamedBy[kind] = tally.NamedBy.GetValueOrDefault(kind) + 1;
            }
            else
            {
                go.Add(record);
            }
        }

        tally.Purged = go.Count;
        return go;

        void Found(RecordId named, RecordRef by)
        {
            if (by.Kind == MergeModel.Kind.Kind)
            {
                (merges.TryGetValue(by.Id, out HashSet<RecordId>? customers) ? customers : merges[by.Id] = []).Add(named);
            }
            else
            {
                namedBy.TryAdd(named, by.Kind);
            }
        }
    }

    /// <summary>The customers of merges that hold; one that was ended only tells what was.</summary>
    private async Task<HashSet<RecordId>> HeldAsync(TenantId tenant, Dictionary<RecordId, HashSet<RecordId>> merges, CancellationToken cancellationToken)
    {
        HashSet<RecordId> held = [];
        foreach (RecordId[] some in merges.Keys.Chunk(1_000))
        {
            IReadOnlyList<StoredRecord?> found = await _store.FindAsync(tenant, MergeModel.Kind.Kind, some, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord merge in found.OfType<StoredRecord>().Where(static merge => ((CustomerMerge)merge.Entity).EndedAt is null))
            {
                held.UnionWith(merges[merge.Id]);
            }
        }

        return held;
    }

    private async Task<bool> RemoveAsync(CrmScope scope, PurgeRule rule, List<StoredRecord> customers, CancellationToken cancellationToken)
    {
        KindModel model = _crm.Model[CustomerModel.Kind.Kind];
        var stamp = CommitStamp.New(scope, _clock, reason: $"purge of the recycle bin: {rule}");
        List<RecordWrite> writes = [];
        List<KeyClaim> releases = [];
        foreach (StoredRecord customer in customers)
        {
            UniqueKeys.Compare(model, customer.Id, customer.Entity, null, releases, []);
            if (_trail.Revision(stamp, model, customer.Entity, null, customer.Version) is { } revision)
            {
                writes.Add(new RecordWrite(RevisionModel.Kind.Kind, revision.Id, 0, revision));
            }

            StoredEvent told = _trail.Event(stamp, new CrmEvent("customer.removed/1", (CustomerId)customer.Id, $$"""{"id":"{{customer.Id}}"}"""));
            writes.Add(new RecordWrite(EventModel.Kind.Kind, told.Id, 0, told));
        }

        AuditEntry audit = _trail.Audit(
            stamp, stamp.Reason!, customers.Count, customers.Select(static customer => new AuditedRecord(CustomerModel.Kind.Kind.Name, customer.Id.Value, 0)).ToValueList());
        writes.Add(new RecordWrite(AuditModel.Kind.Kind, audit.Id, 0, audit));
        RecordDelete[] deletes = [.. customers.Select(static customer => new RecordDelete(CustomerModel.Kind.Kind, customer.Id, customer.Version))];
        var batch = new CommitBatch(scope.Tenant, stamp.CommitId, scope.Actor, stamp.At, writes, deletes, releases: releases);
        return await _committer.CommitAsync(batch, cancellationToken).ConfigureAwait(false) is CommitResult.Committed;
    }

    /// <summary>The audit entry of the whole purge, also of one that found nothing to remove.</summary>
    private async Task CloseAsync(CrmScope scope, PurgeRule rule, PurgeReport report, CancellationToken cancellationToken)
    {
        var stamp = CommitStamp.New(scope, _clock);
        string action = FormattableString.Invariant(
            $"purge of the recycle bin, done: {rule}; {report.Purged} purged of {report.Customers}, {report.Younger} younger, {report.Merged} merged, {report.Named} named by others");
        AuditEntry audit = _trail.Audit(stamp, action, report.Purged, default);
        var batch = new CommitBatch(scope.Tenant, stamp.CommitId, scope.Actor, stamp.At, [new RecordWrite(AuditModel.Kind.Kind, audit.Id, 0, audit)]);
        await _committer.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }
}
