using Crm.Sdk.Guarding;

namespace Crm.Sdk.Classification;

/// <summary>Asks rules that answer for a batch at a time. A batch that fails, hangs or leaves a row unanswered stops its rule.</summary>
internal sealed class BatchRuleRunner(ClassificationEngineOptions options, TimeProvider time, CancellationToken cancellationToken)
{
    public async Task RunAsync(RuleWork work)
    {
        int batches = (work.Rows.Count + options.BatchSize - 1) / options.BatchSize;
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = options.Threads };
        await Parallel.ForAsync(0, batches, parallel, async (batch, token) =>
        {
            if (!work.IsStopped)
            {
                int from = batch * options.BatchSize;
                await RunAsync(work, from, Math.Min(options.BatchSize, work.Rows.Count - from), token).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private async Task RunAsync(RuleWork work, int from, int count, CancellationToken token)
    {
        var batch = new RuleBatch(FactColumns.Gather(work.Facts, work.Rows, from, count));
        CallFailure? failure = await GuardedCall.RunAsync(
            work.Guard,
            "classify",
            (Rule: (IBatchRule)work.Registration.Rule, batch),
            static (state, stop) => state.Rule.ClassifyAsync(state.batch, stop),
            options.BatchDeadline,
            time,
            token).ConfigureAwait(false);
        if (failure is null)
        {
            failure = Publish(work, from, batch);
        }

        if (failure is not null)
        {
            work.Stop(ClassificationErrorCodes.RuleStopped, $"The rule '{work.Descriptor.Id}' failed for a batch: {failure.ExceptionType}: {failure.Message}");
        }
    }

    private static CallFailure? Publish(RuleWork work, int from, RuleBatch batch)
    {
        var answers = new AnswerBuffer(batch.Count);
        answers.Begin(batch.Count);
        batch.Answers.CopyTo(answers.Verdicts);
        answers.Settle(work, from);
        if (answers.Failures is [var failed, ..])
        {
            work.Guard?.Failed(failed.Failure.ExceptionType, failed.Failure.Message);
            return failed.Failure;
        }

        work.Publish(from, answers);
        return null;
    }
}
