using Crm.Sdk.Classification;
using Crm.Sdk.History;
using Crm.Sdk.Import;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;

namespace Crm.Sdk.Storage;

/// <summary>Checks what the records of a store say of each other: what no database knows of. Reads one tenant after the other, page by page, and changes nothing.</summary>
/// <remarks>Beside <see cref="IStoreMaintenance.VerifyAsync"/>, which checks files, indexes and that every record can be read. Thread-safe.</remarks>
public sealed class StoreAudit
{
    private const int PageSize = 2_000;
    private const int MaxFindings = 100;

    private readonly ICrmStore _store;
    private readonly AuditHasher _hasher;

    /// <summary>Makes it.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="hasher">Checks the hashes of audit entries.</param>
    public StoreAudit(ICrmStore store, AuditHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(hasher);
        (_store, _hasher) = (store, hasher);
    }

    /// <summary>
    /// Checks a tenant: every audit entry has the hash of its fields; no revision is ahead of its record; orders name customers that are there; the current
    /// classification is a completed run, and no label is of a later one; no import counts more records than the rows it read.
    /// </summary>
    /// <returns>What does not fit, one sentence each, at most 100.</returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var findings = new List<string>();
        await AuditEntriesAsync(tenant, findings, cancellationToken).ConfigureAwait(false);
        await RevisionsAsync(tenant, findings, cancellationToken).ConfigureAwait(false);
        await OrdersAsync(tenant, findings, cancellationToken).ConfigureAwait(false);
        await LabelsAsync(tenant, findings, cancellationToken).ConfigureAwait(false);
        await ImportsAsync(tenant, findings, cancellationToken).ConfigureAwait(false);
        return findings;
    }

    private async Task AuditEntriesAsync(TenantId tenant, List<string> findings, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, AuditModel.Kind, findings, cancellationToken).ConfigureAwait(false))
        {
            foreach (AuditEntry entry in page.Select(static record => (AuditEntry)record.Entity).Where(entry => !_hasher.Verify(tenant, entry)))
            {
                findings.Add($"Tenant '{tenant}': audit entry {entry.Id} of {entry.At} has not the hash of its fields: it was changed behind the SDK's back, or the audit key is another one.");
            }
        }
    }

    private async Task RevisionsAsync(TenantId tenant, List<string> findings, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, RevisionModel.Kind, findings, cancellationToken).ConfigureAwait(false))
        {
            foreach (IGrouping<RecordKind, Revision> kind in page.Select(static record => (Revision)record.Entity).GroupBy(static revision => revision.Record.Kind))
            {
                Revision[] revisions = [.. kind];
                RecordId[] ids = [.. revisions.Select(static revision => revision.Record.Id).Distinct()];
                IReadOnlyList<StoredRecord?> found = await FindAsync(tenant, kind.Key, ids, cancellationToken).ConfigureAwait(false);
                Dictionary<RecordId, long> versions = found.OfType<StoredRecord>().ToDictionary(static record => record.Id, static record => record.Version);
                findings.AddRange(revisions
                    .Where(revision => versions.TryGetValue(revision.Record.Id, out long version) && revision.Version > version)
                    .Select(revision => $"Tenant '{tenant}': revision {revision.Id} leads to version {revision.Version} of {revision.Record}, which is at version {versions[revision.Record.Id]}."));
            }
        }
    }

    /// <summary>Kinds of plugins that are absent now have revisions too, but nothing to find.</summary>
    private async Task<IReadOnlyList<StoredRecord?>> FindAsync(TenantId tenant, RecordKind kind, RecordId[] ids, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.FindAsync(tenant, kind, ids, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException absent) when (absent.Code == StorageErrorCodes.UnknownField)
        {
            return [];
        }
    }

    private async Task OrdersAsync(TenantId tenant, List<string> findings, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, OrderModel.Kind, findings, cancellationToken).ConfigureAwait(false))
        {
            RecordId[] customers = [.. page.Select(static record => (RecordId)((Order)record.Entity).Customer).Distinct()];
            IReadOnlyList<StoredRecord?> found = await _store.FindAsync(tenant, Customers.CustomerModel.Kind.Kind, customers, cancellationToken).ConfigureAwait(false);
            HashSet<RecordId> missing = [.. customers.Where((_, i) => found[i] is null)];
            findings.AddRange(page.Where(record => missing.Contains(((Order)record.Entity).Customer))
                .Select(record => $"Tenant '{tenant}': order {record.Id} names customer {((Order)record.Entity).Customer}, which is not there."));
        }
    }

    private async Task LabelsAsync(TenantId tenant, List<string> findings, CancellationToken cancellationToken)
    {
        StoredRecord? stored = (await _store.FindAsync(tenant, ClassificationModel.State.Kind, [ClassificationState.TheId], cancellationToken).ConfigureAwait(false))[0];
        var state = (ClassificationState?)stored?.Entity;
        if (state?.CurrentRunId is { } id)
        {
            var run = (ClassificationRun?)(await _store.FindAsync(tenant, ClassificationModel.Run.Kind, [id], cancellationToken).ConfigureAwait(false))[0]?.Entity;
            if (run is null || run.Number != state.CurrentRun || run.State != ClassificationRunState.Completed)
            {
                findings.Add($"Tenant '{tenant}': classification run {state.CurrentRun} ({id}) is named as the current one, and {(run is null ? "is not there" : $"is run {run.Number}, {run.State}")}.");
            }
        }

        long last = state?.LastNumber ?? 0;
        long later = await _store.CountAsync(
            new StoreQuery(tenant, LabelModel.Kind.Kind) { Where = Condition.Is(LabelModel.FromRun, Comparison.Greater, FieldValue.Of(last)) }, cancellationToken).ConfigureAwait(false);
        if (later > 0)
        {
            findings.Add($"Tenant '{tenant}': {later} labels are of classification runs behind the last, {last}.");
        }
    }

    private async Task ImportsAsync(TenantId tenant, List<string> findings, CancellationToken cancellationToken)
    {
        await foreach (IReadOnlyList<StoredRecord> page in PagesAsync(tenant, ImportRunModel.Kind, findings, cancellationToken).ConfigureAwait(false))
        {
            findings.AddRange(page.Select(static record => (ImportRun)record.Entity)
                .Where(static run => run.Created + run.Updated + run.Unchanged + run.Rejected > run.Read || run.Cursor > run.Read)
                .Select(run => $"Tenant '{tenant}': import run {run.Id} of '{run.Source}' counts more records than the {run.Read} rows it read."));
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<StoredRecord>> PagesAsync(
        TenantId tenant, KindModel kind, List<string> findings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new StoreQuery(tenant, kind.Kind) { Limit = PageSize };
        for (RecordPage? page = null; findings.Count < MaxFindings && (page is null || page.Next is not null);)
        {
            page = await _store.QueryAsync(query with { After = page?.Next }, cancellationToken).ConfigureAwait(false);
            yield return page.Records;
        }
    }
}
