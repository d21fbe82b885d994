using System.Collections.Concurrent;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Channels.Local;

/// <summary>The channel <c>file</c>: appends each message as one line of JSON (UTF-8), for programs that pick messages up, for samples and for tests.</summary>
/// <remarks>
/// A key is written once, whatever crashes in between: the channel knows the keys of the file's last lines (<see cref="FileChannelOptions.KeysRemembered"/>). Several
/// processes may share a file. Messages that are sent at the same time are written and flushed together. Thread-safe.
/// </remarks>
public sealed class FileChannel : INotificationChannel, IDisposable
{
    /// <summary>The channel's name.</summary>
    public const string Name = "file";

    private readonly MessageFile _file;
    private readonly ConcurrentQueue<Entry> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Makes the channel; the file is opened with the first message.</summary>
    public FileChannel(IOptions<FileChannelOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        FileChannelOptions value = options.Value;
        _file = new MessageFile(Path.GetFullPath(value.Path), value.Durable, value.KeysRemembered, time);
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor { get; } = new(Name)
    {
        Audience = Audience.Customers | Audience.Staff,
        Formats = [MessageFormat.PlainText, MessageFormat.Html, MessageFormat.Json],
        AfterCrash = CrashPolicy.ProviderIdempotencyKey,
        Concurrency = 16, // so that one flush serves many
    };

    /// <inheritdoc/>
    public async Task<DeliveryResult> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        cancellationToken.ThrowIfCancellationRequested(); // before it waits, from where another call would send it
        var entry = new Entry(message);
        _waiting.Enqueue(entry);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!entry.IsDone)
            {
                await WriteWaitingAsync(cancellationToken).ConfigureAwait(false); // whoever comes first writes for all who wait
            }
        }
        finally
        {
            _turn.Release();
        }

        return entry.Error switch
        {
            null => DeliveryResult.Accepted(),
            NotSentException notSent => throw new NotSentException(notSent.Message, notSent.InnerException), // one exception is not thrown on several threads
            var error => throw new IOException("The file was perhaps written to.", error),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task WriteWaitingAsync(CancellationToken cancellationToken)
    {
        List<Entry> entries = [];
        while (_waiting.TryDequeue(out Entry? entry))
        {
            entries.Add(entry);
        }

        Exception? error = null;
        try
        {
            await _file.AppendAsync([.. entries.Select(static entry => entry.Message)], cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            error = new NotSentException("The call was ended before anything was written."); // what is written is not cancelled
        }
        catch (Exception failed)
        {
            error = failed; // told to everybody who waits
        }

        entries.ForEach(entry => entry.End(error));
    }

    private sealed class Entry(OutgoingMessage message)
    {
        public OutgoingMessage Message => message;

        public bool IsDone { get; private set; }

        public Exception? Error { get; private set; }

        public void End(Exception? error)
        {
            Error = error;
            IsDone = true;
        }
    }
}
