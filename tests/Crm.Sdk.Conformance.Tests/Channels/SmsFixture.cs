using System.Text.Json;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A channel over HTTP and its provider.</summary>
/// <param name="create">Makes the channel for a client of the provider.</param>
public class SmsFixture(Func<HttpClient, INotificationChannel> create) : IChannelFixture, IAsyncDisposable
{
    private readonly HttpProvider _provider = new(Read, HttpAnswers.ByStatus, HttpAnswers.BusyFor);

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

    private static (ReceivedMessage Message, string? Key) Read(LoopbackRequest request)
    {
        SmsRequest message = JsonSerializer.Deserialize(request.Body, SmsJson.Default.SmsRequest)!;
        return (new ReceivedMessage(message.Text, message.To), request.Headers.GetValueOrDefault("Idempotency-Key"));
    }
}
