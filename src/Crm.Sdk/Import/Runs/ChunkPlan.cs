using Crm.Sdk.Events;
using Crm.Sdk.History;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Import;

/// <summary>What one chunk comes to against what the store holds: the records to add and to change, with their keys and revisions.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ChunkPlan(CommitStamp stamp, CommitTrail trail, IReadOnlySet<UniqueKey> taken)
{
    private readonly List<RecordWrite> _writes = [];
    private readonly List<KeyClaim> _releases = [];
    private readonly List<KeyClaim> _claims = [];
    private readonly HashSet<RecordId> _touched = [];
    private readonly HashSet<UniqueKey> _values = []; // those taken by records of this chunk, besides keys

    public CommitStamp Stamp => stamp;

    public long Created { get; private set; }

    public long Updated { get; private set; }

    public long Unchanged { get; private set; }

    public IdRange Records { get; private set; }

    public IdRange Customers { get; private set; }

    public IdRange Revisions { get; private set; }

    /// <summary>The customers that are added because rows name them, by key.</summary>
    public Dictionary<string, RecordId> NewCustomers { get; } = new(StringComparer.Ordinal);

    /// <summary>The rows that turned out to be wrong against what the store holds.</summary>
    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>The customers that are written though they are probably there already.</summary>
    public List<DuplicateAlert> Duplicates { get; } = [];

    /// <summary>Whether a record that is there already was found: new ones cannot be taken for granted.</summary>
    public bool FoundRecords { get; set; }

    /// <summary>Whether a customer that is there already was found.</summary>
    public bool FoundCustomers { get; set; }

    public bool HasWrites => _writes.Count > 0;

    /// <summary>Whether no draft before meant the same record.</summary>
    public bool Touch(RecordId id) => _touched.Add(id);

    /// <summary>Refuses all rows of a draft for one reason.</summary>
    public void Refuse(Draft draft, RowError error) => Rejected.AddRange(draft.Lines.Select(error.At));

    /// <summary>A value besides the key that a record would take and that another one has, in this chunk or in the store as far as it said so; null where there is none.</summary>
    public UniqueKey? Clash(KindModel kind, RecordId id, object? before, object after)
    {
        if (kind.UniqueKeys.Count < 2)
        {
            return null;
        }

        List<KeyClaim> releases = [], claims = [];
        UniqueKeys.Compare(kind, id, before, after, releases, claims);
        foreach (KeyClaim claim in claims)
        {
            if (claim.Key.Name != DraftReference.KeyField.Name && (taken.Contains(claim.Key) || !_values.Add(claim.Key)))
            {
                return claim.Key;
            }
        }

        return null;
    }

    /// <summary>Adds a record.</summary>
    public void Add(KindModel kind, object entity)
    {
        object stamped = kind.Stamp(entity, stamp.Origin);
        RecordId id = kind.IdOf(stamped);
        _writes.Add(new RecordWrite(kind.Kind, id, 0, stamped));
        UniqueKeys.Compare(kind, id, null, stamped, _releases, _claims);
        Records = Records.With(id);
        Created++;
    }

    /// <summary>Adds a customer because rows name it.</summary>
    public void AddCustomer(KindModel kind, string key, object entity)
    {
        object stamped = kind.Stamp(entity, stamp.Origin);
        RecordId id = kind.IdOf(stamped);
        _writes.Add(new RecordWrite(kind.Kind, id, 0, stamped));
        UniqueKeys.Compare(kind, id, null, stamped, _releases, _claims);
        Customers = Customers.With(id);
        NewCustomers.Add(key, id);
    }

    /// <summary>Changes a record, where the change is one.</summary>
    public void Change(KindModel kind, StoredRecord stored, object entity)
    {
        Revision? revision = ReferenceEquals(stored.Entity, entity) || stored.Entity.Equals(entity) ? null : trail.Revision(stamp, kind, stored.Entity, entity, stored.Version + 1);
        if (revision is null)
        {
            Unchanged++;
            return;
        }

        _writes.Add(new RecordWrite(kind.Kind, stored.Id, stored.Version, entity));
        _writes.Add(new RecordWrite(RevisionModel.Kind.Kind, revision.Id, 0, revision));
        UniqueKeys.Compare(kind, stored.Id, stored.Entity, entity, _releases, _claims);
        Revisions = Revisions.With(revision.Id);
        Updated++;
    }

    /// <summary>The batch: the records, and with them how far the run is, one audit entry and one event.</summary>
    public CommitBatch Batch(ImportRun run, long runVersion, string action, CrmEvent? raised)
    {
        _writes.Add(new RecordWrite(ImportRunModel.Kind.Kind, run.Id, runVersion, run));
        if (Created + Updated + NewCustomers.Count > 0)
        {
            AuditEntry audit = trail.Audit(stamp, action, Created + Updated + NewCustomers.Count, default);
            _writes.Add(new RecordWrite(AuditModel.Kind.Kind, audit.Id, 0, audit));
        }

        if (raised is not null)
        {
            StoredEvent stored = trail.Event(stamp, raised);
            _writes.Add(new RecordWrite(EventModel.Kind.Kind, stored.Id, 0, stored));
        }

        return new CommitBatch(stamp.Tenant, stamp.CommitId, stamp.Actor, stamp.At, _writes, releases: _releases, claims: _claims);
    }
}
