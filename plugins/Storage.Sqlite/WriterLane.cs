using System.Threading.Channels;
using Crm.Sdk.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SQLitePCL;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>
/// The lane on which everything that writes goes, one after another. The writer's lock is taken with the first job. Batches that wait together share one
/// transaction, each in a savepoint of its own, and so one wait for the disk.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class WriterLane : IAsyncDisposable
{
    /// <summary>No more batches join a transaction that holds so many records, so that a small one does not wait for several imports.</summary>
    private const int RecordsPerTransaction = 20_000;

    /// <summary>After so many records, and when nothing waits, the planner's statistics are brought up to date.</summary>
    private const int RecordsPerOptimize = 50_000;

    private readonly Channel<LaneJob> _jobs = Channel.CreateBounded<LaneJob>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Func<CancellationToken, Task<WriterConnection>> _open;
    private readonly Func<WriterConnection, RelationalModel, BatchWriter> _createWriter;
    private readonly int _groupLimit;
    private readonly ClockMark _clock;
    private readonly ILogger _logger;
    private readonly Task _loop;
    private WriterConnection? _connection;
    private BatchWriter? _writer;
    private long _recordsSinceOptimize;
    private long _clockWritten = long.MinValue;

    public WriterLane(
        Func<CancellationToken, Task<WriterConnection>> open,
        Func<WriterConnection, RelationalModel, BatchWriter> createWriter,
        int groupLimit,
        ClockMark clock,
        ILogger logger)
    {
        _open = open;
        _createWriter = createWriter;
        _groupLimit = groupLimit;
        _clock = clock;
        _logger = logger;
        using (ExecutionContext.SuppressFlow())
        {
            _loop = Task.Run(RunAsync); // of the store, not of whoever happened to commit first
        }
    }

    /// <summary>The writer's connection, while a <see cref="RunAsync(Func{WriterConnection, CancellationToken, Task}, CancellationToken)"/> job runs.</summary>
    public WriterConnection? Current { get; private set; }

    public async Task<CommitResult> CommitAsync(CommitPlan plan, CancellationToken cancellationToken)
    {
        var job = new CommitJob(plan, cancellationToken);
        await EnqueueAsync(job, cancellationToken).ConfigureAwait(false);
        return await job.Completion.ConfigureAwait(false);
    }

    public async Task RunAsync(Func<WriterConnection, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var job = new WorkJob(work, cancellationToken);
        await EnqueueAsync(job, cancellationToken).ConfigureAwait(false);
        await job.Completion.ConfigureAwait(false);
    }

    /// <summary>Finishes what was asked for and closes the file cleanly.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task EnqueueAsync(LaneJob job, CancellationToken cancellationToken)
    {
        try
        {
            await _jobs.Writer.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }
    }

    private async Task RunAsync()
    {
        var group = new List<CommitJob>(_groupLimit);
        LaneJob? next = null;
        while (next is not null || await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            if (next is null && !_jobs.Reader.TryRead(out next))
            {
                continue;
            }

            LaneJob job = next;
            next = null;
            try
            {
                job.CancellationToken.ThrowIfCancellationRequested();
                if (_connection is null && !await TryOpenAsync(job).ConfigureAwait(false))
                {
                    continue;
                }

                if (job is CommitJob commit)
                {
                    next = Gather(commit, group);
                    RunGroup(group);
                }
                else
                {
                    await RunWorkAsync((WorkJob)job).ConfigureAwait(false);
                }
            }
            catch (Exception error)
            {
                job.Fail(error); // reported to whoever asked; the lane goes on
            }

            OptimizeWhenIdle(idle: next is null && _jobs.Reader.Count == 0);
        }

        Close();
    }

    /// <summary>Opens the writer's connection. Where that fails, whoever waits has waited with the first and is told the same, instead of each waiting anew.</summary>
    private async Task<bool> TryOpenAsync(LaneJob job)
    {
        try
        {
            _connection = await _open(job.CancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (CrmException error)
        {
            job.Fail(error);
            for (int waiting = _jobs.Reader.Count; waiting > 0 && _jobs.Reader.TryRead(out LaneJob? other); waiting--)
            {
                other.Fail(error);
            }

            return false;
        }
    }

    /// <summary>Adds the batches that wait behind the first, and answers the job that does not belong to them.</summary>
    private LaneJob? Gather(CommitJob first, List<CommitJob> group)
    {
        group.Clear();
        group.Add(first);
        int records = first.Plan.Batch.Records;
        while (group.Count < _groupLimit && records < RecordsPerTransaction && _jobs.Reader.TryRead(out LaneJob? job))
        {
            if (job is not CommitJob commit || commit.Plan.Model != first.Plan.Model)
            {
                return job;
            }

            if (commit.CancellationToken.IsCancellationRequested)
            {
                commit.Fail(new OperationCanceledException(commit.CancellationToken));
                continue;
            }

            group.Add(commit);
            records += commit.Plan.Batch.Records;
        }

        return null;
    }

    private void RunGroup(List<CommitJob> group)
    {
        try
        {
            WriterConnection connection = _connection!;
            BatchWriter writer = WriterFor(connection, group[0].Plan.Model);
            connection.Execute("BEGIN IMMEDIATE");
            foreach (CommitJob job in group)
            {
                RunBatch(connection, writer, job);
            }

            writer.WritePositions();
            long latest = _clock.Latest;
            if (latest > _clockWritten)
            {
                writer.WriteClock(latest);
            }

            connection.Execute("COMMIT");
            _clockWritten = latest;
        }
        catch (Exception error)
        {
            group.ForEach(job => job.Fail(error)); // first, for the way back may fail as well
            RollBack();
            return;
        }

        foreach (CommitJob job in group)
        {
            if (job.Answer is CommitResult.Committed)
            {
                _recordsSinceOptimize += job.Plan.Batch.Writes.Count;
            }

            job.Complete();
        }
    }

    /// <summary>Judges and writes one batch. Its own faults are its own; one that ends the whole transaction is thrown.</summary>
    private static void RunBatch(WriterConnection connection, BatchWriter writer, CommitJob job)
    {
        CommitPlan plan = job.Plan;
        int tenant = writer.Tenant(plan.Batch.Tenant);
        if (writer.FindCommit(tenant, plan.Batch.CommitId) is { } first)
        {
            job.Answer = new CommitResult.Committed(first);
            return;
        }

        connection.Execute("SAVEPOINT batch");
        try
        {
            bool judged = !plan.IndexesJudgeClaims || !writer.ChecksHold(plan, tenant);
            if (judged && writer.Judge(plan, tenant) is { } conflict)
            {
                job.Answer = conflict;
            }
            else if (writer.Write(plan, tenant) is { } position)
            {
                job.Answer = new CommitResult.Committed(position);
            }
            else
            {
                connection.Execute("ROLLBACK TO batch");
                job.Answer = writer.Judge(plan, tenant) ?? throw new CrmException(
                    StorageErrorCodes.BadBatch, $"Commit {plan.Batch.CommitId} writes a record whose unique key another record has, without claiming the key; claim what a record's unique keys are made of.");
            }

            connection.Execute("RELEASE batch");
        }
        catch (Exception error) when (raw.sqlite3_get_autocommit(connection.Connection.Handle) == 0)
        {
            connection.Execute("ROLLBACK TO batch; RELEASE batch");
            job.Fail(error);
        }
    }

    private async Task RunWorkAsync(WorkJob job)
    {
        Current = _connection;
        try
        {
            await job.RunAsync(_connection!).ConfigureAwait(false);
        }
        finally
        {
            Current = null;
            _writer?.Dispose(); // what it prepared and remembers may not fit any more
            _writer = null;
        }
    }

    private BatchWriter WriterFor(WriterConnection connection, RelationalModel model)
    {
        if (_writer is not null && _writer.Model != model)
        {
            _writer.Dispose();
            _writer = null;
        }

        return _writer ??= _createWriter(connection, model);
    }

    private void RollBack()
    {
        _writer?.Forget();
        if (_connection is { } connection && raw.sqlite3_get_autocommit(connection.Connection.Handle) == 0)
        {
            connection.Execute("ROLLBACK");
        }
    }

    private void OptimizeWhenIdle(bool idle)
    {
        if (!idle || _recordsSinceOptimize < RecordsPerOptimize)
        {
            return;
        }

        _recordsSinceOptimize = 0;
        Optimize();
    }

    private void Optimize()
    {
        try
        {
            _connection!.Optimize();
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            _logger.LogWarning(error, "The planner's statistics could not be brought up to date; queries may be slower.");
        }
    }

    private void KeepClock()
    {
        try
        {
            if (_connection is not null && _clock.Latest > _clockWritten)
            {
                _connection.Execute(ClockMark.WriteOf(_clock.Latest));
            }
        }
        catch (Microsoft.Data.Sqlite.SqliteException error)
        {
            _logger.LogWarning(error, "The last answer of the store's clock could not be kept; no commit was measured by it.");
        }
    }

    private void Close()
    {
        if (_connection is not null && _recordsSinceOptimize > 0)
        {
            Optimize();
        }

        _writer?.Dispose();
        KeepClock();
        _connection?.Dispose();
        _connection = null;
    }
}
