using System.Runtime.CompilerServices;

namespace Crm.Sdk.Credit;

/// <summary>Cuts a stream into blocks of whole lines, so that blocks can be worked on side by side.</summary>
/// <remarks>Holds one block, and no more of a line than the most it may have. Thread-safe.</remarks>
internal static class LineBlocks
{
    private const int BlockBytes = 16 * 1024; // so that neither a block nor its answers are large objects, which only full collections free

    /// <param name="stream">The stream; left open.</param>
    /// <param name="maxLineBytes">The most bytes of a line.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    public static async IAsyncEnumerable<LineBlock> ReadAsync(Stream stream, int maxLineBytes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BlockBytes];
        int filled = 0;
        long line = 1;
        bool skipping = false; // behind the end of a line that is too long
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            filled += read;
            int end = read == 0 ? filled : buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (skipping && buffer.AsSpan(0, filled).IndexOf((byte)'\n') is var feed)
            {
                // What is left of the long line is thrown away as it comes.
                skipping = feed < 0;
                int gone = feed < 0 ? filled : feed + 1;
                buffer.AsSpan(gone, filled - gone).CopyTo(buffer);
                (filled, end, line) = (filled - gone, Math.Max(0, end - gone), feed < 0 ? line : line + 1);
            }

            if (end > 0)
            {
                var block = new LineBlock(buffer[..end], line);
                line += buffer.AsSpan(0, end).Count((byte)'\n');
                buffer.AsSpan(end, filled - end).CopyTo(buffer);
                filled -= end;
                yield return block;
            }

            if (read == 0)
            {
                yield break;
            }

            if (filled == buffer.Length && filled > maxLineBytes)
            {
                yield return new LineBlock([], line, IsTooLong: true);
                (filled, skipping) = (0, true);
            }
            else if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxLineBytes + 1));
            }
        }
    }
}
