using Crm.Sdk.EntityFrameworkCore;

namespace Crm.Sdk.Storage.Sqlite;

/// <summary>Something that the writer's lane is to do.</summary>
internal abstract class LaneJob(CancellationToken cancellationToken)
{
    /// <summary>Looked at when the lane comes to the job; a job that has begun is finished.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    public abstract void Fail(Exception error);
}

/// <summary>A batch to commit.</summary>
internal sealed class CommitJob(CommitPlan plan, CancellationToken cancellationToken) : LaneJob(cancellationToken)
{
    private readonly TaskCompletionSource<CommitResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CommitPlan Plan { get; } = plan;

    public Task<CommitResult> Completion => _completion.Task;

    /// <summary>The answer, told only when the transaction around it is committed.</summary>
    public CommitResult? Answer { get; set; }

    public void Complete() => _completion.TrySetResult(Answer!);

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException)
        {
            _completion.TrySetCanceled(CancellationToken);
        }
        else
        {
            _completion.TrySetException(error);
        }
    }
}

/// <summary>Work that needs the writer's connection for itself.</summary>
internal sealed class WorkJob(Func<WriterConnection, CancellationToken, Task> work, CancellationToken cancellationToken) : LaneJob(cancellationToken)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Completion => _completion.Task;

    public async Task RunAsync(WriterConnection connection)
    {
        await work(connection, CancellationToken).ConfigureAwait(false);
        _completion.TrySetResult();
    }

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException)
        {
            _completion.TrySetCanceled(CancellationToken);
        }
        else
        {
            _completion.TrySetException(error);
        }
    }
}
