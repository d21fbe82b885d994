using System.Buffers.Binary;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Takes one run back, page by page, each page one commit with how far it is.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ImportUndo(CrmScope scope, ICrmStore store, CommitTrail trail, FormerValues former, IClock clock, BatchCommitter committer)
{
    private const int PageSize = 1_000;
    private const int FirstKept = 100;
    private const int MaxAttempts = 6;

    private readonly List<KeptRecord> _kept = [];
    private readonly NamingRecords _naming = new(store, scope.Tenant);

    private SaleReturns? _returns;

    public required ImportRun Run { get; set; }

    public required long RunVersion { get; set; }

    public IReadOnlyList<KeptRecord> Kept => _kept;

    /// <summary>Takes back what is left of the run.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        KindModel kind = ImportTarget.Named(Run.Kind).Kind;
        (IdRange Range, KindModel Kind)[] steps = [(Run.Records, kind), (Run.Revisions, RevisionModel.Kind), (Run.Customers, CustomerModel.Kind)];
        for (int step = Run.UndoStep; step < steps.Length; step++)
        {
            (IdRange range, KindModel read) = steps[step];
            RecordId? after = step == Run.UndoStep ? Run.UndoAfter : null;
            while (range is { First: { } first, Last: { } last })
            {
                after = await PageAsync(step, read, after ?? Before(first), last, cancellationToken).ConfigureAwait(false);
                if (after is null)
                {
                    break;
                }
            }
        }

        ImportRun done = Run with { State = ImportRunState.Undone, UndoStep = steps.Length, UndoAfter = null };
        if (!await CommitAsync(new UndoPage(CommitStamp.New(scope, clock, Run.Id)), done, cancellationToken).ConfigureAwait(false))
        {
            throw Taken();
        }
    }

    /// <returns>The last id that was dealt with, or null at the end of the stretch.</returns>
    private async Task<RecordId?> PageAsync(int step, KindModel read, RecordId after, RecordId last, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            RecordPage page = await store.QueryAsync(
                new StoreQuery(scope.Tenant, read.Kind) { After = new PageCursor(FieldValue.Null, after), Limit = Math.Min(PageSize, (store.Descriptor.MaxRecordsPerBatch - 3) / 2) },
                cancellationToken).ConfigureAwait(false);
            StoredRecord[] records = [.. page.Records.Where(record => record.Id <= last)];
            RecordId? next = page.Next is not null && records.Length == page.Records.Count ? records[^1].Id : null;
            var plan = new UndoPage(CommitStamp.New(scope, clock, Run.Id));
            bool whole = true;
            if (step == 1)
            {
                await PutBackAsync(plan, [.. records.Select(static record => (Revision)record.Entity).Where(revision => revision.Run == Run.Id)], cancellationToken).ConfigureAwait(false);
            }
            else
            {
                whole = await RemoveAsync(plan, read, [.. records.Where(record => read.OriginOf(record.Entity)?.Run == Run.Id)], cancellationToken).ConfigureAwait(false);
            }

            ImportRun advanced = Run with
            {
                State = ImportRunState.Undoing,
                UndoStep = step,
                UndoAfter = whole ? next ?? last : after,
                Removed = Run.Removed + (step == 0 ? plan.Deletes.Count : 0),
                CustomersRemoved = Run.CustomersRemoved + (step == 2 ? plan.Deletes.Count : 0),
                Reverted = Run.Reverted + plan.Reverted,
                Kept = Run.Kept + plan.Kept.Count,
            };
            if (plan.IsEmpty)
            {
                Run = advanced; // written with the next page that changes something
                return next;
            }

            if (await CommitAsync(plan, advanced, cancellationToken).ConfigureAwait(false))
            {
                _kept.AddRange(plan.Kept.Take(FirstKept - _kept.Count));
                return whole ? next : after; // else the same page again, for the rest
            }
        }

        throw new CrmException(ImportErrorCodes.Unsettled, $"Others change records of import run {Run.Id} again and again; take it back when they are done, it goes on there.");
    }

    /// <returns>Whether all that can go of the records fitted into the page.</returns>
    private async Task<bool> RemoveAsync(UndoPage plan, KindModel kind, IReadOnlyList<StoredRecord> added, CancellationToken cancellationToken)
    {
        var removable = new Removable(store, scope.Tenant, _naming, _returns ??= new SaleReturns(store, scope.Tenant, _naming, Run.Records, clock), Run.Id);
        IReadOnlyList<StoredRecord> all = await removable.OfAsync(kind, added, ImportTarget.Named(Run.Kind) is var target && target.Kind == kind ? target.Stays : static _ => null, cancellationToken).ConfigureAwait(false);
        int room = (store.Descriptor.MaxRecordsPerBatch - 3) / 2;
        foreach (StoredRecord record in all.Take(room)) // those that name others are first, so that nothing is left that names what is gone
        {
            plan.Deletes.Add(new RecordDelete(kind.Kind, record.Id, record.Version));
            UniqueKeys.Compare(kind, record.Id, record.Entity, null, plan.Releases, plan.Claims);
            Remember(plan, trail.Revision(plan.Stamp, kind, record.Entity, null, record.Version));
        }

        if (all.Count > room)
        {
            return false;
        }

        plan.Kept.AddRange(added.Where(record => removable.Stays.ContainsKey(record.Id)).Select(record => Keep(kind, record, removable.Stays[record.Id])));
        return true;
    }

    private async Task PutBackAsync(UndoPage plan, IReadOnlyList<Revision> revisions, CancellationToken cancellationToken)
    {
        var target = ImportTarget.Named(Run.Kind);
        KindModel kind = target.Kind;
        IReadOnlyList<StoredRecord?> records =
            await store.FindAsync(scope.Tenant, kind.Kind, [.. revisions.Select(static revision => revision.Record.Id)], cancellationToken).ConfigureAwait(false);
        foreach ((Revision revision, StoredRecord? record) in revisions.Zip(records))
        {
            if (record is null)
            {
                plan.Kept.Add(new KeptRecord(revision.Record, null, "it was removed since"));
                continue;
            }

            object restored = former.PutBack(kind, record, revision, out List<string> left);
            if (await GoneAsync(target.ReferencesOf(restored).Except(target.ReferencesOf(record.Entity)), cancellationToken).ConfigureAwait(false) is { } gone)
            {
                plan.Kept.Add(Keep(kind, record, $"it named {gone} before, which is gone"));
                continue;
            }

            if (left.Count > 0)
            {
                plan.Kept.Add(Keep(kind, record, $"{string.Join(", ", left)} {(left.Count == 1 ? "was" : "were")} changed since"));
            }

            if (trail.Revision(plan.Stamp, kind, record.Entity, restored, record.Version + 1) is { } back)
            {
                plan.Writes.Add(new RecordWrite(kind.Kind, record.Id, record.Version, restored));
                UniqueKeys.Compare(kind, record.Id, record.Entity, restored, plan.Releases, plan.Claims);
                Remember(plan, back);
                plan.Reverted++;
            }
        }
    }

    /// <summary>The first of some records that is not there; null where all are.</summary>
    private async Task<RecordRef?> GoneAsync(IEnumerable<RecordRef> records, CancellationToken cancellationToken)
    {
        foreach (RecordRef record in records)
        {
            if ((await store.FindAsync(scope.Tenant, record.Kind, [record.Id], cancellationToken).ConfigureAwait(false))[0] is null)
            {
                return record;
            }
        }

        return null;
    }

    private async Task<bool> CommitAsync(UndoPage plan, ImportRun run, CancellationToken cancellationToken)
    {
        List<RecordWrite> writes = [.. plan.Writes, new RecordWrite(ImportRunModel.Kind.Kind, run.Id, RunVersion, run)];
        if (!plan.IsEmpty)
        {
            AuditEntry audit = trail.Audit(plan.Stamp, $"undo import {run.Kind}", plan.Deletes.Count + plan.Reverted, default);
            StoredEvent told = trail.Event(plan.Stamp, ImportEvents.TakenBack(run.Id, plan.Deletes.Count, plan.Reverted));
            writes.Add(new RecordWrite(AuditModel.Kind.Kind, audit.Id, 0, audit));
            writes.Add(new RecordWrite(EventModel.Kind.Kind, told.Id, 0, told));
        }

        var batch = new CommitBatch(scope.Tenant, plan.Stamp.CommitId, scope.Actor, plan.Stamp.At, writes, plan.Deletes, releases: plan.Releases, claims: plan.Claims);
        switch (await committer.CommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                (Run, RunVersion) = (run, RunVersion + 1);
                return true;
            case CommitResult.VersionConflict conflict when conflict.Mismatches.Any(mismatch => mismatch.Record.Id == run.Id):
                throw Taken();
            default:
                return false;
        }
    }

    private static void Remember(UndoPage plan, Revision? revision)
    {
        if (revision is not null)
        {
            plan.Writes.Add(new RecordWrite(RevisionModel.Kind.Kind, revision.Id, 0, revision));
        }
    }

    private static KeptRecord Keep(KindModel kind, StoredRecord record, string reason) =>
        new(new RecordRef(kind.Kind, record.Id), kind.ValueOf("key", record.Entity) is { IsNull: false } key ? key.AsText() : null, reason);

    /// <summary>The id right before another: a page starts behind it.</summary>
    private static RecordId Before(RecordId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt128BigEndian(bytes, BinaryPrimitives.ReadUInt128BigEndian(bytes) - 1);
        return new RecordId(new Guid(bytes, bigEndian: true));
    }

    private CrmException Taken() => new(ImportErrorCodes.RunTaken, $"Another process goes on with import run {Run.Id}; wait until it is done.");
}
