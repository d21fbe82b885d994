namespace Crm.Sdk.Conformance.Stores;

/// <summary>The first law: whatever is asked, the store answers as the reference does.</summary>
internal static class DifferentialLaw
{
    private const int MaxShrinkingRuns = 400;

    public static ConformanceLaw<IStoreFixture> Law { get; } = StoreLaw.Of(
        "agrees-with-the-reference",
        "Commits, conflicts, repeated commit ids, finds, queries page by page, counts and columns of several tenants, with reopening in between, are answered as the in-memory reference answers them.",
        RunAsync);

    private static async Task RunAsync(IStoreFixture fixture, Trace trace, ulong seed, int size, CancellationToken cancellationToken)
    {
        StoreOperation[] operations;
        int failedAt = -1;
        LawViolationException? violation;
        StoreLawRun run = await StoreLawRun.OpenAsync(fixture, trace, seed, size, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            operations = run.Sample(new OperationGen(run.Store.Descriptor).Any, size);
            violation = await FailureAsync(run, operations, step => failedAt = step).ConfigureAwait(false);
        }

        if (violation is null)
        {
            return;
        }

        // The shortest list that still fails is done once more, on the real trace, so that its calls are what the author reads.
        IReadOnlyList<StoreOperation> shortest = await Shrinker.ShortenAsync(operations[..(failedAt + 1)], FailsAsync, MaxShrinkingRuns).ConfigureAwait(false);
        trace.Clear();
        StoreLawRun last = await StoreLawRun.OpenAsync(fixture, trace, seed, size, cancellationToken).ConfigureAwait(false);
        await using (last.ConfigureAwait(false))
        {
            throw await FailureAsync(last, shortest, static _ => { }).ConfigureAwait(false) ?? violation;
        }

        async Task<bool> FailsAsync(IReadOnlyList<StoreOperation> fewer)
        {
            StoreLawRun again = await StoreLawRun.OpenAsync(fixture, new Trace(), seed, size, cancellationToken).ConfigureAwait(false);
            await using (again.ConfigureAwait(false))
            {
                return await FailureAsync(again, fewer, static _ => { }).ConfigureAwait(false) is not null;
            }
        }
    }

    private static async Task<LawViolationException?> FailureAsync(StoreLawRun run, IReadOnlyList<StoreOperation> operations, Action<int> onStep)
    {
        try
        {
            await DifferentialRun.RunAsync(run, operations, onStep).ConfigureAwait(false);
            return null;
        }
        catch (LawViolationException violation)
        {
            return violation;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new LawViolationException($"The store threw {error}");
        }
    }
}
