using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Channels.Local;

/// <summary>An append-only file of messages that drops repeats of a key, also after a crash and beside other processes.</summary>
/// <remarks>
/// The file is open only while lines are appended, for one process alone. Each time it is read on from where it was last known, so what others appended
/// counts, and a line that a crash cut short is taken away: its message was never said to be taken. Not thread-safe.
/// </remarks>
internal sealed class MessageFile(string path, bool durable, int keysRemembered, TimeProvider time)
{
    private const int MaxLine = 4 * 1024 * 1024;
    private const int TailLength = 64;
    private const int OpenAttempts = 20;

    private static readonly TimeSpan OpenWait = TimeSpan.FromMilliseconds(50);
    private static readonly byte[] Beginning = "{\"key\":\""u8.ToArray();

    private readonly RecentKeys _keys = new(keysRemembered);
    private byte[] _tail = []; // the last bytes that were read, by which the file is known to be the same
    private long _known; // up to where keys are known

    /// <summary>Appends the messages whose keys the file does not hold, all of them or none.</summary>
    /// <exception cref="NotSentException">Nothing was appended.</exception>
    /// <exception cref="IOException">Perhaps something was appended; the next call finds out.</exception>
    public async Task AppendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        FileStream stream = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            await CatchUpAsync(stream, cancellationToken).ConfigureAwait(false);
            var lines = new ArrayBufferWriter<byte>(512 * messages.Count);
            List<UInt128> added = [];
            HashSet<UInt128> seen = [];
            foreach (OutgoingMessage message in messages)
            {
                UInt128 key = RecentKeys.Of(message.Tenant.Value, message.Key);
                if (!_keys.Contains(key) && seen.Add(key))
                {
                    lines.Write(JsonSerializer.SerializeToUtf8Bytes(MessageLine.Of(message), LocalJson.Readable.MessageLine));
                    lines.Write("\n"u8);
                    added.Add(key);
                }
            }

            if (added.Count == 0)
            {
                return;
            }

            await WriteAsync(stream, lines.WrittenMemory).ConfigureAwait(false);
            Advance(lines.WrittenSpan);
            added.ForEach(_keys.Add);
        }
    }

    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    Options = FileOptions.Asynchronous | (durable ? FileOptions.WriteThrough : FileOptions.None),
                    BufferSize = 0,
                });
            }
            catch (IOException) when (attempt < OpenAttempts)
            {
                await Task.Delay(OpenWait, time, cancellationToken).ConfigureAwait(false); // another process appends, or reads
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new NotSentException($"'{path}' cannot be opened for appending: {error.Message}", error);
            }
        }
    }

    /// <summary>Learns the keys of lines that were appended since, and takes away a line that was cut short.</summary>
    private async Task CatchUpAsync(FileStream stream, CancellationToken cancellationToken)
    {
        if (!await IsSameAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            _keys.Clear();
            _known = 0;
            _tail = [];
        }

        if (stream.Length == _known)
        {
            return;
        }

        stream.Position = _known;
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            await LearnRestAsync(stream, reader, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private async Task LearnRestAsync(FileStream stream, PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                Learn(rest.Slice(0, end));
                ReadOnlySequence<byte> line = rest.Slice(0, rest.GetPosition(1, end));
                Advance(line.IsSingleSegment ? line.FirstSpan : line.ToArray());
                rest = rest.Slice(line.End);
            }

            if (rest.Length > MaxLine)
            {
                throw Foreign();
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty)
                {
                    TakeAwayTorn(stream, rest);
                }

                return;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }

    private async Task<bool> IsSameAsync(FileStream stream, CancellationToken cancellationToken)
    {
        if (stream.Length < _known)
        {
            return false;
        }

        var tail = new byte[_tail.Length];
        stream.Position = _known - tail.Length;
        await stream.ReadExactlyAsync(tail, cancellationToken).ConfigureAwait(false);
        return tail.AsSpan().SequenceEqual(_tail);
    }

    private void Learn(ReadOnlySequence<byte> line)
    {
        if (IsBlank(line))
        {
            return;
        }

        try
        {
            var json = new Utf8JsonReader(line);
            KeyLine? read = JsonSerializer.Deserialize(ref json, LocalJson.Default.KeyLine);
            if (read is { Key: { } key, Tenant: { } tenant })
            {
                _keys.Add(RecentKeys.Of(tenant, key));
                return;
            }
        }
        catch (JsonException)
        {
            // said below
        }

        throw Foreign();
    }

    private void TakeAwayTorn(FileStream stream, ReadOnlySequence<byte> torn)
    {
        Span<byte> begins = stackalloc byte[(int)Math.Min(torn.Length, Beginning.Length)];
        torn.Slice(0, begins.Length).CopyTo(begins);
        if (!begins.SequenceEqual(Beginning.AsSpan(0, begins.Length)))
        {
            throw Foreign(); // not ours to take away
        }

        stream.SetLength(_known);
    }

    private async Task WriteAsync(FileStream stream, ReadOnlyMemory<byte> lines)
    {
        stream.Position = _known;
        try
        {
            await stream.WriteAsync(lines, CancellationToken.None).ConfigureAwait(false); // short, and half a line helps nobody
        }
        catch (IOException error)
        {
            stream.SetLength(_known); // where this fails too, the outcome is unknown
            throw new NotSentException($"'{path}' cannot be appended to: {error.Message}", error);
        }
    }

    private void Advance(ReadOnlySpan<byte> lines)
    {
        _known += lines.Length;
        _tail = lines.Length >= TailLength ? lines[^TailLength..].ToArray() : [.. _tail.AsSpan(Math.Max(0, _tail.Length + lines.Length - TailLength)), .. lines];
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (ReadOnlyMemory<byte> segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }

    private NotSentException Foreign() => new($"'{path}' holds something after byte {_known} that is no message of this channel; name another file, or move this one away.");
}
