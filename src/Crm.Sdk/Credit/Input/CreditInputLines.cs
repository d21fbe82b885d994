using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Crm.Sdk.Credit;

/// <summary>Reads inputs from JSON Lines, one object a line, without holding more than one line.</summary>
/// <remarks>A line that cannot be read is told with its number and pointer and holds no other up. Empty lines are passed over; a byte order mark is allowed. Thread-safe.</remarks>
public static class CreditInputLines
{
    /// <summary>The most bytes that a line may have.</summary>
    public const int MaxLineBytes = 4 * 1024 * 1024;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the lines of a stream, in order.</summary>
    /// <param name="stream">The stream; left open.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    public static async IAsyncEnumerable<CreditInputLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        try
        {
            bool skipping = false;
            for (long line = 1; ;)
            {
                ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> rest = read.Buffer;
                while (Cut(ref rest, read.IsCompleted) is { } bytes)
                {
                    if (!skipping && Parse(bytes, line) is { } parsed)
                    {
                        yield return parsed;
                    }

                    skipping = false;
                    line++;
                }

                if (rest.Length > MaxLineBytes)
                {
                    if (!skipping)
                    {
                        yield return new CreditInputLine(line, null, new CrmException(CreditErrorCodes.BadInput, $"the input: the line is longer than {MaxLineBytes:N0} bytes."));
                    }

                    skipping = true; // what is left of it is thrown away as it comes
                    rest = rest.Slice(rest.End);
                }

                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Cuts the next line off; at the end of the stream the last one needs no line feed.</summary>
    private static ReadOnlySequence<byte>? Cut(ref ReadOnlySequence<byte> rest, bool isLast)
    {
        if (rest.PositionOf((byte)'\n') is { } feed)
        {
            ReadOnlySequence<byte> line = rest.Slice(0, feed);
            rest = rest.Slice(rest.GetPosition(1, feed));
            return line;
        }

        if (!isLast || rest.IsEmpty)
        {
            return null;
        }

        ReadOnlySequence<byte> last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    private static CreditInputLine? Parse(ReadOnlySequence<byte> bytes, long line)
    {
        byte[]? rented = bytes.IsSingleSegment ? null : ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        try
        {
            if (rented is not null)
            {
                bytes.CopyTo(rented);
            }

            ReadOnlySpan<byte> text = (rented is null ? bytes.FirstSpan : rented.AsSpan(0, (int)bytes.Length)).Trim(" \t\r"u8);
            text = line == 1 && text.StartsWith(Mark) ? text[Mark.Length..] : text;
            return text.IsEmpty ? null : new CreditInputLine(line, CreditInputReader.Read(text), null);
        }
        catch (CrmException error)
        {
            return new CreditInputLine(line, null, error);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true); // it may hold personal data
            }
        }
    }
}
