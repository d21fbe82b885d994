using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>Brings the chunks of one import into the store, one commit each, and keeps count.</summary>
/// <remarks>
/// A record that is there already shows in one of two ways: by looking its key up first, or, as long as nothing but new records were met, by the store's answer that
/// its key is taken. The second spares a question for each record of a first import. Not thread-safe.
/// </remarks>
internal sealed class ImportExecution(
    CrmScope scope, ImportRequest request, ImportTarget target, ICrmStore store, CommitTrail trail, IClock clock, BatchCommitter committer, RejectsFile rejects, DuplicateGate? gate)
{
    private const int MaxAttempts = 6;
    private const int RememberedCustomers = 200_000;
    private const int FirstRejectedKept = 20;
    private const int FirstDuplicatesKept = 20;

    private readonly KeyLookup _lookup = new(store, scope.Tenant);
    private readonly RecentKeys _customers = new(RememberedCustomers);
    private readonly HashSet<string> _wouldBeAdded = new(StringComparer.Ordinal); // in a dry run the store does not remember them
    private readonly List<RejectedRow> _firstRejected = [];
    private readonly LookUps _recordLookUps = new();
    private readonly LookUps _customerLookUps = new(); // apart: the customers of new orders are mostly there
    private readonly List<DuplicateAlert> _firstDuplicates = [];

    /// <summary>The run as it stands, its last chunks without writes included.</summary>
    public required ImportRun Run { get; set; }

    /// <summary>The run's version in the store, 0 while nothing was written.</summary>
    public required long RunVersion { get; set; }

    public IReadOnlyList<RejectedRow> FirstRejected => _firstRejected;

    /// <summary>The customers written by this call that are probably there already.</summary>
    public long Duplicates { get; private set; }

    public IReadOnlyList<DuplicateAlert> FirstDuplicates => _firstDuplicates;

    /// <summary>Brings one chunk in.</summary>
    public async Task WriteAsync(ImportChunk chunk, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            ChunkPlan plan = await PlanAsync(chunk, attempt > 1 || request.DryRun, cancellationToken).ConfigureAwait(false);
            RejectedRow[] rejected = [.. chunk.Rejected.Concat(plan.Rejected).OrderBy(static row => row.Line)];
            if (rejected.Length > 0 && request.OnError == RefusedRows.Stop)
            {
                throw new CrmException(
                    ImportErrorCodes.RowRefused,
                    $"The import stopped at the first refused row: {rejected[0]}. {(RunVersion == 0 ? "Nothing was written; mend the row and import the file again." : $"{Run.Created + Run.Updated} records were written before; mend the row and import the file again, or take run {Run.Id} back.")}");
            }

            await rejects.WriteAsync(Run.RejectsLength, rejected, cancellationToken).ConfigureAwait(false);
            ImportRun advanced = Advanced(chunk, plan, rejected.Length);
            if (request.DryRun || !plan.HasWrites || await CommitAsync(plan, advanced, cancellationToken).ConfigureAwait(false))
            {
                Accept(plan, advanced, rejected);
                return;
            }

            // Others were faster: look again.
            _recordLookUps.Refused();
            _customerLookUps.Refused();
            if (attempt == MaxAttempts)
            {
                throw new CrmException(ImportErrorCodes.Unsettled, $"Others change the same records again and again (rows {Run.Read + 1} to {chunk.Read}); import the file again when they are done, it goes on there.");
            }
        }
    }

    /// <summary>Marks the run as finished where its last chunk had nothing to write.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (RunVersion == 0 || Run.State == ImportRunState.Finished)
        {
            return;
        }

        ImportRun finished = Run with { State = ImportRunState.Finished };
        if (!await CommitAsync(new ChunkPlan(CommitStamp.New(scope, clock, Run.Id), trail), finished, cancellationToken).ConfigureAwait(false))
        {
            throw Taken();
        }

        Run = finished;
    }

    private async Task<ChunkPlan> PlanAsync(ImportChunk chunk, bool lookUpAll, CancellationToken cancellationToken)
    {
        var plan = new ChunkPlan(CommitStamp.New(scope, clock, Run.Id), trail);
        IReadOnlyList<Draft> drafts = await ResolveCustomersAsync(plan, chunk.Drafts, lookUpAll || _customerLookUps.Needed, cancellationToken).ConfigureAwait(false);
        IEnumerable<string> keys = drafts.Select(static draft => draft.Key);
        Dictionary<string, StoredRecord> existing =
            await _lookup.FindAsync(target.Kind, target.KeyField, lookUpAll || _recordLookUps.Needed ? keys : keys.Where(KeyLookup.MayBeId), cancellationToken).ConfigureAwait(false);
        plan.FoundRecords = existing.Count > 0;
        var records = new List<(Draft Draft, StoredRecord? Stored, object Entity)>(drafts.Count);
        foreach (Draft draft in drafts)
        {
            CustomerId customer = target.CustomerOf(draft) is { } key ? CustomerOf(plan, key) : default;
            if (!existing.TryGetValue(draft.Key, out StoredRecord? stored))
            {
                records.Add((draft, null, target.Apply(draft, null, customer)));
            }
            else if (plan.Touch(stored.Id))
            {
                records.Add((draft, stored, target.Apply(draft, stored.Entity, customer)));
            }
            else
            {
                plan.Rejected.AddRange(draft.Lines.Select(line => new RejectedRow(line, target.Targets[ImportTarget.Key], draft.Key, "another row names the same record, by its key or by its internal id")));
            }
        }

        HashSet<RecordId> blocked = await LookForDuplicatesAsync(plan, records, cancellationToken).ConfigureAwait(false);
        foreach ((Draft _, StoredRecord? stored, object entity) in records.Where(record => !blocked.Contains(target.Kind.IdOf(record.Entity))))
        {
            if (stored is null)
            {
                plan.Add(target.Kind, entity);
            }
            else
            {
                plan.Change(target.Kind, stored, entity);
            }
        }

        return plan;
    }

    /// <summary>The hook on the way to the store: which customers are there already, and may they be written all the same?</summary>
    /// <returns>The customers that may not.</returns>
    private async Task<HashSet<RecordId>> LookForDuplicatesAsync(ChunkPlan plan, List<(Draft Draft, StoredRecord? Stored, object Entity)> records, CancellationToken cancellationToken)
    {
        if (gate is null || target.Kind.Kind != CustomerModel.Kind.Kind)
        {
            return [];
        }

        Customer[] written = [.. records.Where(static record => DuplicateGate.Concerns((Customer?)record.Stored?.Entity, (Customer)record.Entity)).Select(static record => (Customer)record.Entity)];
        IReadOnlyList<DuplicateVerdict> found = await gate.JudgeAsync(scope.Tenant, written, static _ => true, DuplicatePath.Import, cancellationToken).ConfigureAwait(false);
        Dictionary<RecordId, DuplicateVerdict> blocking = [];
        foreach (DuplicateVerdict verdict in found)
        {
            if (verdict.Action == DuplicateAction.Block)
            {
                blocking.TryAdd(verdict.Alert.Written, verdict);
            }
        }

        plan.Duplicates.AddRange(found.Where(verdict => !blocking.ContainsKey(verdict.Alert.Written)).Select(static verdict => verdict.Alert));
        foreach ((Draft draft, _, object entity) in records)
        {
            if (blocking.TryGetValue(target.Kind.IdOf(entity), out DuplicateVerdict? verdict))
            {
                string match = verdict.Alert.MatchKey ?? verdict.Alert.Match.ToString();
                plan.Rejected.AddRange(draft.Lines.Select(line => new RejectedRow(line, target.Targets[ImportTarget.Key], draft.Key, $"this customer is probably there already, as '{match}'")));
            }
        }

        return [.. blocking.Keys];
    }

    /// <summary>Sees to it that the customers whom the drafts name have ids, and leaves out the drafts of those who have none.</summary>
    private async Task<IReadOnlyList<Draft>> ResolveCustomersAsync(ChunkPlan plan, IReadOnlyList<Draft> drafts, bool lookUp, CancellationToken cancellationToken)
    {
        string[] unknown = [.. drafts.Select(target.CustomerOf).OfType<string>().Distinct(StringComparer.Ordinal).Where(key => !_customers.TryGet(key, out _))];
        if (unknown.Length == 0)
        {
            return drafts;
        }

        bool ask = lookUp || !request.CreateCustomers;
        Dictionary<string, RecordId> found =
            await _lookup.FindIdsAsync(CustomerModel.Kind, CustomerModel.Key, ask ? unknown : unknown.Where(KeyLookup.MayBeId), cancellationToken).ConfigureAwait(false);
        plan.FoundCustomers = found.Count > 0;
        HashSet<string> missing = new(StringComparer.Ordinal);
        foreach (string key in unknown)
        {
            if (found.TryGetValue(key, out RecordId customer))
            {
                _customers.Add(key, customer);
            }
            else if (request.CreateCustomers)
            {
                plan.AddCustomer(CustomerModel.Kind, key, new Customer { Id = CustomerId.New(), Kind = CustomerKind.Individual, Key = key });
            }
            else
            {
                missing.Add(key);
            }
        }

        if (missing.Count == 0)
        {
            return drafts;
        }

        string field = OrderColumns.Names[OrderColumns.Customer];
        foreach (Draft draft in drafts.Where(draft => missing.Contains(target.CustomerOf(draft)!)))
        {
            plan.Rejected.AddRange(draft.Lines.Select(line => new RejectedRow(line, field, target.CustomerOf(draft)!, "there is no customer with this key; import the customers first, or let them be created")));
        }

        return [.. drafts.Where(draft => !missing.Contains(target.CustomerOf(draft)!))];
    }

    private CustomerId CustomerOf(ChunkPlan plan, string key) =>
        (CustomerId)(plan.NewCustomers.TryGetValue(key, out RecordId added) || _customers.TryGet(key, out added) ? added : throw new InvalidOperationException($"Customer '{key}' was not resolved."));

    private ImportRun Advanced(ImportChunk chunk, ChunkPlan plan, int rejected) => Run with
    {
        State = chunk.IsLast ? ImportRunState.Finished : ImportRunState.Running,
        Cursor = chunk.Cursor,
        Read = chunk.Read,
        Created = Run.Created + plan.Created,
        Updated = Run.Updated + plan.Updated,
        Unchanged = Run.Unchanged + plan.Unchanged,
        Rejected = Run.Rejected + rejected,
        CustomersCreated = Run.CustomersCreated + (request.DryRun ? plan.NewCustomers.Keys.Count(key => !_wouldBeAdded.Contains(key)) : plan.NewCustomers.Count),
        RejectsLength = rejects.Length,
        Records = Run.Records.With(plan.Records),
        Customers = Run.Customers.With(plan.Customers),
        Revisions = Run.Revisions.With(plan.Revisions),
    };

    /// <returns>Whether it was committed; false where others changed a record or took a key meanwhile.</returns>
    private async Task<bool> CommitAsync(ChunkPlan plan, ImportRun run, CancellationToken cancellationToken)
    {
        CommitBatch batch = plan.Batch(run, RunVersion, $"import {target.Name}", ImportEvents.Imported(run.Id, target, request.Effects, plan));
        switch (await committer.CommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                RunVersion++;
                return true;
            case CommitResult.VersionConflict conflict when conflict.Mismatches.Any(mismatch => mismatch.Record.Id == run.Id):
                throw Taken();
            default:
                return false;
        }
    }

    private void Accept(ChunkPlan plan, ImportRun advanced, RejectedRow[] rejected)
    {
        // Only a committed chunk may say that the run is finished.
        Run = plan.HasWrites && !request.DryRun ? advanced : advanced with { State = Run.State };
        Duplicates += plan.Duplicates.Count;
        _firstDuplicates.AddRange(plan.Duplicates.Take(FirstDuplicatesKept - _firstDuplicates.Count));
        _firstRejected.AddRange(rejected.Take(FirstRejectedKept - _firstRejected.Count));
        foreach ((string key, RecordId id) in plan.NewCustomers)
        {
            if (request.DryRun)
            {
                _wouldBeAdded.Add(key);
            }
            else
            {
                _customers.Add(key, id);
            }
        }

        _recordLookUps.Accepted(plan.FoundRecords);
        _customerLookUps.Accepted(plan.FoundCustomers);
    }

    private CrmException Taken() => new(ImportErrorCodes.RunTaken, $"Another process goes on with import run {Run.Id}; wait until it is done.");
}
