using Crm.Sdk.Channels.Webhook.Outbound;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Webhook;

/// <summary>A channel of the webhook plugin and a receiver on this machine, which the settings permit.</summary>
public abstract class HttpChannelFixture : IChannelFixture, IAsyncDisposable
{
    private readonly HttpProvider _provider;
    private readonly List<OutboundHttp> _opened = [];

    private protected HttpChannelFixture(
        Func<LoopbackRequest, (ReceivedMessage Message, string? Key)> read, Func<ProviderBehaviour, ReceivedMessage, LoopbackReply> answer, Duration? asksToWait) =>
        _provider = new HttpProvider(read, answer, asksToWait);

    public IScriptedProvider? Provider => _provider;

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken)
    {
        OutboundHttp http = TestOutbound.Open();
        _opened.Add(http);
        return Task.FromResult(Create(_provider.Address, http));
    }

    public Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken) => CreateAsync(cancellationToken);

    public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.FromResult(_provider.Received);

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _opened.ForEach(static http => http.Dispose());
        await _provider.DisposeAsync();
    }

    private protected abstract INotificationChannel Create(Uri provider, OutboundHttp http);
}
