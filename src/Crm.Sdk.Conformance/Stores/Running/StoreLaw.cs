namespace Crm.Sdk.Conformance.Stores;

/// <summary>Makes store laws of statements.</summary>
internal static class StoreLaw
{
    /// <summary>A law whose statement runs on one open store.</summary>
    public static ConformanceLaw<IStoreFixture> Of(string name, string shows, Func<StoreLawRun, Task> statement) => Of(
        name,
        shows,
        async (fixture, trace, seed, size, cancellationToken) =>
        {
            StoreLawRun run = await StoreLawRun.OpenAsync(fixture, trace, seed, size, cancellationToken).ConfigureAwait(false);
            await using (run.ConfigureAwait(false))
            {
                await statement(run).ConfigureAwait(false);
            }
        });

    /// <summary>A law whose statement opens what it needs.</summary>
    public static ConformanceLaw<IStoreFixture> Of(string name, string shows, Func<IStoreFixture, Trace, ulong, int, CancellationToken, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) =>
        {
            var guarded = new GuardedFixture(fixture);
            return Statement.JudgeAsync(
                name,
                "the store",
                seed,
                size,
                trace => statement(guarded, trace, seed, size, cancellationToken),
                _ => guarded.Failure is not null || cancellationToken.IsCancellationRequested);
        });

    /// <summary>Remembers that it was the fixture that failed, not the store: that comes through to the caller.</summary>
    private sealed class GuardedFixture(IStoreFixture inner) : IStoreFixture
    {
        public Exception? Failure { get; private set; }

        public Task<Storage.ICrmStore> CreateAsync(CancellationToken cancellationToken) => GuardAsync(() => inner.CreateAsync(cancellationToken));

        public Task<Storage.ICrmStore> ReopenAsync(Storage.ICrmStore store, CancellationToken cancellationToken) => GuardAsync(() => inner.ReopenAsync(store, cancellationToken));

        public async Task RemoveAsync(Storage.ICrmStore store, CancellationToken cancellationToken) => await GuardAsync(async () =>
        {
            await inner.RemoveAsync(store, cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);

        private async Task<T> GuardAsync<T>(Func<Task<T>> call)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Failure = error;
                throw;
            }
        }
    }
}
