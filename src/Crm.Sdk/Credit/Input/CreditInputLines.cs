using System.Runtime.CompilerServices;

namespace Crm.Sdk.Credit;

/// <summary>Reads inputs from JSON Lines, one object a line, in bounded memory.</summary>
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
        await foreach (LineBlock block in LineBlocks.ReadAsync(stream, MaxLineBytes, cancellationToken).ConfigureAwait(false))
        {
            foreach (CreditInputLine line in Of(block))
            {
                yield return line;
            }
        }
    }

    /// <summary>The lines of a block, without the empty ones.</summary>
    internal static IEnumerable<CreditInputLine> Of(LineBlock block)
    {
        if (block.IsTooLong)
        {
            yield return new CreditInputLine(block.FirstLine, null, new CrmException(CreditErrorCodes.BadInput, $"the input: the line is longer than {MaxLineBytes:N0} bytes."));
            yield break;
        }

        ReadOnlyMemory<byte> rest = block.Bytes;
        for (long number = block.FirstLine; !rest.IsEmpty; number++)
        {
            int feed = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = feed < 0 ? rest : rest[..feed];
            rest = feed < 0 ? default : rest[(feed + 1)..];
            if (Read(line.Span.Trim(" \t\r"u8), number) is { } read)
            {
                yield return read;
            }
        }
    }

    private static CreditInputLine? Read(ReadOnlySpan<byte> text, long number)
    {
        text = number == 1 && text.StartsWith(Mark) ? text[Mark.Length..] : text;
        if (text.IsEmpty)
        {
            return null;
        }

        try
        {
            return new CreditInputLine(number, CreditInputReader.Read(text), null);
        }
        catch (CrmException error)
        {
            return new CreditInputLine(number, null, error);
        }
    }
}
