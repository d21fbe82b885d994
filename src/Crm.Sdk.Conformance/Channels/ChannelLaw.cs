using Crm.Sdk.Notifications;
using NodaTime;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>Makes channel laws of statements.</summary>
internal static class ChannelLaw
{
    /// <summary>A law whose statement runs on one channel.</summary>
    public static ConformanceLaw<IChannelFixture> Of(string name, string shows, Func<ChannelLawRun, Task> statement) => new(
        name,
        shows,
        (fixture, seed, size, cancellationToken) =>
        {
            var guarded = new GuardedFixture(fixture);
            return Statement.JudgeAsync(
                name,
                "the channel",
                seed,
                size,
                async trace =>
                {
                    ChannelLawRun run = await ChannelLawRun.OpenAsync(guarded, trace, seed, size, cancellationToken).ConfigureAwait(false);
                    await using (run.ConfigureAwait(false))
                    {
                        await statement(run).ConfigureAwait(false);
                    }
                },
                _ => guarded.Failure is not null || cancellationToken.IsCancellationRequested);
        });

    /// <summary>Remembers that it was the fixture that failed, not the channel: that comes through to the caller.</summary>
    private sealed class GuardedFixture(IChannelFixture inner) : IChannelFixture
    {
        public Exception? Failure { get; private set; }

        public IScriptedProvider? Provider => inner.Provider is { } provider ? new GuardedProvider(provider, this) : null;

        public string? Address => inner.Address;

        public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) => GuardAsync(() => inner.CreateAsync(cancellationToken));

        public Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken) => GuardAsync(() => inner.ReopenAsync(channel, cancellationToken));

        public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) =>
            GuardAsync(() => inner.ReceivedAsync(channel, cancellationToken));

        public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken) => GuardAsync(() => inner.RemoveAsync(channel, cancellationToken));

        public async Task<T> GuardAsync<T>(Func<Task<T>> call)
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

        public async Task GuardAsync(Func<Task> call) => await GuardAsync(async () =>
        {
            await call().ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
    }

    private sealed class GuardedProvider(IScriptedProvider inner, GuardedFixture fixture) : IScriptedProvider
    {
        public int Requests => inner.Requests;

        public Duration? AsksToWait => inner.AsksToWait;

        public Task BehaveAsync(ProviderBehaviour behaviour, CancellationToken cancellationToken) => fixture.GuardAsync(() => inner.BehaveAsync(behaviour, cancellationToken));

        public Task WaitForRequestsAsync(int requests, CancellationToken cancellationToken) => inner.WaitForRequestsAsync(requests, cancellationToken);
    }
}
