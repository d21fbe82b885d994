using Crm.Sdk.Channels.Local;
using Crm.Sdk.Notifications;
using Xunit;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A console that can be read back. Like the real one it is one writer that many threads share.</summary>
public sealed class ConsoleChannelFixture : IChannelFixture
{
    private const string Heading = "── ", Indent = "   ";

    private readonly Dictionary<INotificationChannel, StringWriter> _screens = [];

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(Open(new StringWriter()));

    public Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        _screens.Remove(channel, out StringWriter? screen);
        return Task.FromResult(Open(screen!));
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        List<ReceivedMessage> messages = [];
        string[] lines = _screens[channel].ToString().Split(Environment.NewLine)[..^1];
        for (int at = 0; at < lines.Length;)
        {
            Assert.StartsWith(Heading, lines[at], StringComparison.Ordinal);
            string[] body = [.. lines.Skip(at + 1).TakeWhile(static line => line.StartsWith(Indent, StringComparison.Ordinal))];
            messages.Add(new ReceivedMessage(string.Join('\n', body.Select(static line => line[Indent.Length..]))));
            at += 1 + body.Length;
        }

        return Task.FromResult<IReadOnlyList<ReceivedMessage>>(messages);
    }

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        _screens.Remove(channel);
        return Task.CompletedTask;
    }

    private INotificationChannel Open(StringWriter screen)
    {
        var channel = new ConsoleChannel(TextWriter.Synchronized(screen));
        _screens.Add(channel, screen);
        return channel;
    }
}
