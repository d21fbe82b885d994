using System.Text.Json;
using Crm.Sdk.Channels.Local;
using Crm.Sdk.Notifications;
using Crm.Sdk.TestSupport;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Channels;

/// <summary>A file of messages in a folder of its own. Whenever the channel is made again, half a line stands at its end, as after a kill in the middle of a message.</summary>
public sealed class FileChannelFixture : IChannelFixture, IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Dictionary<INotificationChannel, string> _files = [];

    public Task<INotificationChannel> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(Open(_folder.PathOf($"{RecordId.New()}.jsonl")));

    public async Task<INotificationChannel> ReopenAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        string file = Close(channel);
        await File.AppendAllTextAsync(file, "{\"key\":\"torn", cancellationToken);
        return Open(file);
    }

    public async Task<IReadOnlyList<ReceivedMessage>> ReceivedAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        List<ReceivedMessage> messages = [];
        if (File.Exists(_files[channel]))
        {
            foreach (string line in (await File.ReadAllTextAsync(_files[channel], cancellationToken)).Split('\n')[..^1]) // what follows the last line end is torn
            {
                using JsonDocument json = JsonDocument.Parse(line);
                messages.Add(new ReceivedMessage(json.RootElement.GetProperty("body").GetString()!));
            }
        }

        return messages;
    }

    public Task RemoveAsync(INotificationChannel channel, CancellationToken cancellationToken)
    {
        File.Delete(Close(channel));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private INotificationChannel Open(string file)
    {
        var channel = new FileChannel(Options.Create(new FileChannelOptions { Path = file }), TimeProvider.System);
        _files.Add(channel, file);
        return channel;
    }

    private string Close(INotificationChannel channel)
    {
        ((FileChannel)channel).Dispose();
        _files.Remove(channel, out string? file);
        return file!;
    }
}
