using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>Makes channels to a mailbox.</summary>
internal sealed class MailboxFixture(Func<Mailbox, INotificationChannel> create) : IChannelFixture
{
    private readonly Mailbox _mailbox = new();

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(create(_mailbox));

    public Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken) => CreateAsync(cancellationToken);

    public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.FromResult(_mailbox.Texts);

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken) => Task.CompletedTask;
}
