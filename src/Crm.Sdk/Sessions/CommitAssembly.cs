using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Sessions;

/// <summary>Turns what a session collected into one batch with its trail.</summary>
internal static class CommitAssembly
{
    /// <summary>The batch, or null where nothing differs from what was read.</summary>
    public static CommitBatch? Assemble(CommitStamp stamp, ModelCatalogue catalogue, CommitTrail trail, IReadOnlyCollection<TrackedRecord> tracked, IReadOnlyCollection<RecordRef> absent, IReadOnlyList<CrmEvent> raised)
    {
        List<RecordWrite> writes = [];
        List<RecordDelete> deletes = [];
        List<VersionCheck> checks = [];
        List<KeyClaim> releases = [], claims = [];
        List<AuditedRecord> audited = [];
        List<CrmEvent> events = [.. raised];
        List<Revision> revisions = [];

        foreach (TrackedRecord record in tracked)
        {
            KindModel model = record.Model;
            if (record.IsNew)
            {
                record.Current = model.Stamp(record.Current!, stamp.Origin);
                writes.Add(new RecordWrite(model.Kind, record.Id, 0, record.Current));
                audited.Add(new AuditedRecord(model.Kind.Name, record.Id.Value, 1));
                Tell(model, record.Current, "added", events);
            }
            else if (record.IsRemoved)
            {
                deletes.Add(new RecordDelete(model.Kind, record.Id, record.Version));
                audited.Add(new AuditedRecord(model.Kind.Name, record.Id.Value, 0));
                Tell(model, record.Original!, "removed", events);
                Revise(record, null, record.Version);
            }
            else if (record.IsChanged && (!model.HistoryKept || Revise(record, record.Current, record.Version + 1)))
            {
                writes.Add(new RecordWrite(model.Kind, record.Id, record.Version, record.Current!));
                audited.Add(new AuditedRecord(model.Kind.Name, record.Id.Value, record.Version + 1));
                Tell(model, record.Current!, "changed", events);
            }
            else
            {
                if (record.IsGuarded)
                {
                    checks.Add(new VersionCheck(model.Kind, record.Id, record.Version));
                }

                continue;
            }

            UniqueKeys.Compare(model, record.Id, record.Original, record.Current, releases, claims);
        }

        if (writes.Count + deletes.Count + events.Count == 0)
        {
            return null;
        }

        HashSet<RecordRef> added = [.. writes.Where(static write => write.ExpectedVersion == 0).Select(static write => new RecordRef(write.Kind, write.Id))]; // their own writes expect absence
        checks.AddRange(absent.Where(record => !added.Contains(record)).Select(static record => new VersionCheck(record.Kind, record.Id, 0)));
        foreach (Revision revision in revisions)
        {
            writes.Add(Row(catalogue, revision, revision.Id));
        }

        foreach (CrmEvent domainEvent in events)
        {
            StoredEvent stored = trail.Event(stamp, domainEvent);
            writes.Add(Row(catalogue, stored, stored.Id));
        }

        AuditEntry audit = trail.Audit(stamp, "commit", audited.Count, audited.ToValueList());
        writes.Add(Row(catalogue, audit, audit.Id));
        return new CommitBatch(stamp.Tenant, stamp.CommitId, stamp.Actor, stamp.At, writes, deletes, checks, releases, claims);

        bool Revise(TrackedRecord record, object? after, long version)
        {
            if (!record.Model.HistoryKept)
            {
                return false;
            }

            if (trail.Revision(stamp, record.Model, record.Original!, after, version) is not { } revision)
            {
                return false; // equal in every field: nothing to write
            }

            revisions.Add(revision);
            return true;
        }
    }

    private static RecordWrite Row(ModelCatalogue catalogue, object entity, RecordId id) => new(catalogue.Of(entity.GetType()).Kind, id, 0, entity);

    /// <summary>Records about a customer tell the feed that this customer changed.</summary>
    private static void Tell(KindModel model, object entity, string what, List<CrmEvent> events)
    {
        if (model.HistoryKept && model.SubjectOf(entity) is { } customer)
        {
            events.Add(new CrmEvent($"{model.Kind}.{what}/1", (CustomerId)customer, $$"""{"id":"{{model.IdOf(entity)}}"}"""));
        }
    }
}
