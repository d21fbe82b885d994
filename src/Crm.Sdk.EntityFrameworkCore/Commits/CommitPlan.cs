using Crm.Sdk.Storage;

namespace Crm.Sdk.EntityFrameworkCore;

/// <summary>A batch sorted by tables, in an order that is the same for every writer: kinds by name, records by id.</summary>
/// <remarks>Immutable once made, except for what it computes when first asked; used by one thread.</remarks>
public sealed class CommitPlan
{
    private IReadOnlyList<VacatedKey>? _vacated;
    private IReadOnlyList<ClaimedKeys>? _claims;

    /// <summary>Sorts a batch.</summary>
    /// <exception cref="CrmException">CRM2020: it names a kind that the model does not have.</exception>
    public CommitPlan(CommitBatch batch, RelationalModel model)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(model);
        Batch = batch;
        Model = model;
        var plans = new SortedDictionary<RecordKind, TablePlan>();
        TablePlan? last = null;
        TablePlan Of(RecordKind kind)
        {
            if (last is null || last.Table.Kind.Kind != kind)
            {
                if (!plans.TryGetValue(kind, out last))
                {
                    plans.Add(kind, last = new TablePlan(model[kind]));
                }
            }

            return last;
        }

        foreach (RecordWrite write in batch.Writes)
        {
            TablePlan plan = Of(write.Kind);
            (write.ExpectedVersion == 0 ? plan.InsertList : plan.UpdateList).Add(write);
        }

        foreach (RecordDelete delete in batch.Deletes)
        {
            Of(delete.Kind).DeleteList.Add(delete);
        }

        foreach (VersionCheck check in batch.Checks)
        {
            Of(check.Kind).CheckList.Add(check);
        }

        Tables = [.. plans.Values];
        foreach (TablePlan plan in Tables)
        {
            plan.InsertList.Sort(static (a, b) => a.Id.CompareTo(b.Id));
            plan.UpdateList.Sort(static (a, b) => a.Id.CompareTo(b.Id));
            plan.DeleteList.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        }
    }

    /// <summary>The batch.</summary>
    public CommitBatch Batch { get; }

    /// <summary>The tables of the model.</summary>
    public RelationalModel Model { get; }

    /// <summary>The tables that it touches, by their kinds' names.</summary>
    public IReadOnlyList<TablePlan> Tables { get; }

    /// <summary>
    /// Whether the unique indexes alone judge the claims: everything claimed is claimed by records that the batch adds, and nothing else of their kinds
    /// changes. Then the holders need no look-up unless an index refuses a row.
    /// </summary>
    public bool IndexesJudgeClaims
    {
        get
        {
            if (Batch.Claims.Count == 0)
            {
                return true;
            }

            if (Batch.Releases.Count > 0 || Tables.Any(static plan => plan.Table.Keys.Count > 0 && (plan.Updates.Count > 0 || plan.Deletes.Count > 0)))
            {
                return false;
            }

            var added = new HashSet<RecordRef>(Batch.Writes.Count);
            foreach (RecordWrite write in Batch.Writes)
            {
                added.Add(new RecordRef(write.Kind, write.Id)); // no updates where claims are, so every write of those kinds adds
            }

            return Batch.Claims.All(claim => added.Contains(new RecordRef(claim.Key.Kind, claim.Holder)));
        }
    }

    /// <summary>The keys to set to null first, so that two records may swap theirs under a unique index.</summary>
    public IReadOnlyList<VacatedKey> Vacated => _vacated ??= FindVacated();

    /// <summary>The claimed keys with the values of their columns, by unique key.</summary>
    public IReadOnlyList<ClaimedKeys> Claims => _claims ??= GroupClaims();

    private List<VacatedKey> FindVacated()
    {
        if (Batch.Releases.Count == 0 || Batch.Claims.Count == 0)
        {
            return [];
        }

        var claimed = Batch.Claims.ToLookup(static claim => claim.Key, static claim => claim.Holder);
        HashSet<RecordRef> updated = [.. Batch.Writes.Where(static write => write.ExpectedVersion > 0).Select(static write => new RecordRef(write.Kind, write.Id))];
        var vacated = new List<VacatedKey>();
        foreach (KeyClaim release in Batch.Releases)
        {
            if (updated.Contains(new RecordRef(release.Key.Kind, release.Holder)) && claimed[release.Key].Any(holder => holder != release.Holder))
            {
                KindTable table = Model[release.Key.Kind];
                vacated.Add(new VacatedKey(table, table.Key(release.Key.Name).Columns[0], release.Holder));
            }
        }

        return vacated;
    }

    private List<ClaimedKeys> GroupClaims()
    {
        var groups = new List<ClaimedKeys>();
        foreach (IGrouping<(RecordKind Kind, string Name), KeyClaim> group in Batch.Claims.GroupBy(static claim => (claim.Key.Kind, claim.Key.Name)))
        {
            KindTable table = Model[group.Key.Kind];
            groups.Add(new ClaimedKeys(table, table.Key(group.Key.Name), group.Select(static claim => claim.Key)));
        }

        return groups;
    }
}
