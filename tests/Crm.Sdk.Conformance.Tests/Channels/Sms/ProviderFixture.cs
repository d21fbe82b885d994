using Crm.Sdk.Channels.Sms;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Conformance.Tests.Channels.Sms;

/// <summary>The channel and a provider of text messages on this machine.</summary>
public abstract class ProviderFixture : IChannelFixture, IAsyncDisposable
{
    protected const string KeyId = "LTAI0123456789", Secret = "s3cret-密码", SignName = "阿克米";

    private readonly HttpProvider _provider;
    private readonly HttpClient _http = new();

    private protected ProviderFixture(Func<LoopbackRequest, (ReceivedMessage Message, string? Key)> read, Func<ProviderBehaviour, ReceivedMessage, LoopbackReply> answer) =>
        _provider = new HttpProvider(read, answer, Duration.FromMinutes(1));

    public IScriptedProvider? Provider => _provider;

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken)
    {
        var options = new SmsOptions { KeyId = KeyId, Secret = Secret, SignName = SignName, Endpoint = _provider.Address, Timeout = TimeSpan.FromSeconds(25) };
        options.Templates.Add(new SmsTemplateOptions { Code = "SMS_154950909", Variables = { "text", "other" } });
        Set(options);
        return Task.FromResult<INotificationChannel>(new Crm.Sdk.Channels.Sms.SmsChannel(Options.Create(options), _http, TimeProvider.System, SystemClock.Instance));
    }

    public Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken) => CreateAsync(cancellationToken);

    public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.FromResult(_provider.Received);

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _provider.DisposeAsync();
    }

    private protected abstract void Set(SmsOptions options);
}
