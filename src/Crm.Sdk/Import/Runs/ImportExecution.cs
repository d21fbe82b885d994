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
internal sealed class ImportExecution
{
    private const int MaxAttempts = 6;
    private const int FirstRejectedKept = 20;
    private const int FirstDuplicatesKept = 20;

    private readonly ImportRequest _request;
    private readonly ImportTarget _target;
    private readonly BatchCommitter _committer;
    private readonly RejectsFile _rejects;
    private readonly NamedRecords _named;
    private readonly ChunkPlanner _planner;
    private readonly HashSet<string> _wouldBeAdded = new(StringComparer.Ordinal); // in a dry run the store does not remember them
    private readonly List<RejectedRow> _firstRejected = [];
    private readonly List<DuplicateAlert> _firstDuplicates = [];

    /// <summary>Makes the execution of one run.</summary>
    public ImportExecution(
        CrmScope scope,
        ImportRequest request,
        ImportTarget target,
        ICrmStore store,
        CommitTrail trail,
        IClock clock,
        BatchCommitter committer,
        RejectsFile rejects,
        DuplicateGate? gate,
        RelationTypeCatalogue relationTypes,
        ImportRun run)
    {
        _request = request;
        _target = target;
        _committer = committer;
        _rejects = rejects;
        Run = run;
        var lookup = new KeyLookup(store, scope.Tenant);
        _named = new NamedRecords(target, lookup, request.CreateCustomers);
        _planner = new ChunkPlanner(scope, target, run.Id, trail, clock, lookup, _named, gate is null ? null : new DuplicateScreen(scope.Tenant, target, gate), relationTypes);
    }

    /// <summary>The run as it stands, its last chunks without writes included.</summary>
    public ImportRun Run { get; private set; }

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
            ChunkPlan plan = await _planner.PlanAsync(chunk, attempt > 1 || _request.DryRun, cancellationToken).ConfigureAwait(false);
            RejectedRow[] rejected = [.. chunk.Rejected.Concat(plan.Rejected).OrderBy(static row => row.Line)];
            if (rejected.Length > 0 && _request.OnError == RefusedRows.Stop)
            {
                throw new CrmException(
                    ImportErrorCodes.RowRefused,
                    $"The import stopped at the first refused row: {rejected[0]}. {(RunVersion == 0 ? "Nothing was written; mend the row and import the file again." : $"{Run.Created + Run.Updated} records were written before; mend the row and import the file again, or take run {Run.Id} back.")}");
            }

            await _rejects.WriteAsync(Run.RejectsLength, rejected, cancellationToken).ConfigureAwait(false);
            ImportRun advanced = Advanced(chunk, plan, rejected.Length);
            if (_request.DryRun || !plan.HasWrites || await CommitAsync(plan, advanced, cancellationToken).ConfigureAwait(false))
            {
                Accept(plan, advanced, rejected);
                return;
            }

            // Others were faster: look again.
            _planner.RecordLookUps.Refused();
            _planner.CustomerLookUps.Refused();
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
        if (!await CommitAsync(_planner.Empty(), finished, cancellationToken).ConfigureAwait(false))
        {
            throw Taken();
        }

        Run = finished;
    }

    private ImportRun Advanced(ImportChunk chunk, ChunkPlan plan, int rejected) => Run with
    {
        State = chunk.IsLast ? ImportRunState.Finished : ImportRunState.Running,
        Cursor = chunk.Cursor,
        Read = chunk.Read,
        Created = Run.Created + plan.Created,
        Updated = Run.Updated + plan.Updated,
        Unchanged = Run.Unchanged + plan.Unchanged,
        Rejected = Run.Rejected + rejected,
        CustomersCreated = Run.CustomersCreated + (_request.DryRun ? plan.NewCustomers.Keys.Count(key => !_wouldBeAdded.Contains(key)) : plan.NewCustomers.Count),
        RejectsLength = _rejects.Length,
        Records = Run.Records.With(plan.Records),
        Customers = Run.Customers.With(plan.Customers),
        Revisions = Run.Revisions.With(plan.Revisions),
    };

    /// <returns>Whether it was committed; false where others changed a record or took a key meanwhile.</returns>
    private async Task<bool> CommitAsync(ChunkPlan plan, ImportRun run, CancellationToken cancellationToken)
    {
        CommitBatch batch = plan.Batch(run, RunVersion, $"import {_target.Name}", ImportEvents.Imported(run.Id, _target, _request.Effects, plan));
        switch (await _committer.CommitAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            case CommitResult.Committed:
                RunVersion++;
                return true;
            case CommitResult.VersionConflict conflict when conflict.Mismatches.Any(mismatch => mismatch.Record.Id == run.Id):
                throw Taken();
            case CommitResult.UniqueConflict conflict:
                _planner.Clashes.UnionWith(conflict.Clashes.Select(static clash => clash.Key).Where(key => key.Kind == _target.Kind.Kind && key.Name != _target.KeyField.Name));
                return false;
            default:
                return false;
        }
    }

    private void Accept(ChunkPlan plan, ImportRun advanced, RejectedRow[] rejected)
    {
        // Only a committed chunk may say that the run is finished.
        Run = plan.HasWrites && !_request.DryRun ? advanced : advanced with { State = Run.State };
        Duplicates += plan.Duplicates.Count;
        _firstDuplicates.AddRange(plan.Duplicates.Take(FirstDuplicatesKept - _firstDuplicates.Count));
        _firstRejected.AddRange(rejected.Take(FirstRejectedKept - _firstRejected.Count));
        foreach ((string key, RecordId id) in plan.NewCustomers)
        {
            if (_request.DryRun)
            {
                _wouldBeAdded.Add(key);
            }
            else
            {
                _named.Remember(key, id);
            }
        }

        _planner.RecordLookUps.Accepted(plan.FoundRecords);
        _planner.CustomerLookUps.Accepted(plan.FoundCustomers);
    }

    private CrmException Taken() => new(ImportErrorCodes.RunTaken, $"Another process goes on with import run {Run.Id}; wait until it is done.");
}
