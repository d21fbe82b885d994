using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A channel over HTTP and its provider.</summary>
/// <param name="create">Makes the channel for a client of the provider.</param>
public class SmsFixture(Func<HttpClient, INotificationChannel> create) : IChannelFixture, IAsyncDisposable
{
    private readonly SmsProvider _provider = new();

    public IScriptedProvider? Provider => _provider;

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(create(new HttpClient { BaseAddress = _provider.Address }));

    public async Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        await RemoveAsync(channel, cancellationToken);
        return await CreateAsync(cancellationToken);
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.FromResult(_provider.Received);

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        (channel as IDisposable)?.Dispose();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();
}
