using Crm.Sdk.Channels.Smtp;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Channels.Smtp;

/// <summary>The channel and a real mail server; mails are read back by Python's parser.</summary>
public sealed class SmtpChannelFixture : IChannelFixture, IAsyncDisposable
{
    private readonly ScriptedMailServer _server = new();

    public IScriptedProvider? Provider => _server;

    public async Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) =>
        new SmtpChannel(Options.Create(TestMail.Settings((await _server.Running).Port)), TimeProvider.System);

    public async Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        await RemoveAsync(channel, cancellationToken);
        return await CreateAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) =>
        [.. (await (await _server.Running).TakenAsync(cancellationToken)).Select(static mail => new ReceivedMessage(mail.Text!, mail.Recipients.Single(), mail.Headers["Subject"]))];

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        ((SmtpChannel)channel).Dispose();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
