using System.Text;
using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class LineBlocksLaws
{
    private const int MaxLineBytes = 100_000;

    [Fact]
    public Task Every_line_comes_once_with_its_number_however_the_stream_is_cut() => Law.HoldsAsync(
        from lengths in Gen.OneOf(Gen.Choose(0, 200), Gen.Choose(60_000, 70_000), Gen.Choose(99_990, 100_010), Gen.Choose(200_000, 300_000)).ListOf()
        from step in Gen.Elements(1_000, 4_096, 65_536, 1_000_000)
        from ended in Gen.Elements(true, false)
        select (Lengths: lengths.ToArray(), Step: step, Ended: ended),
        static async drawn =>
        {
            string[] lines = [.. drawn.Lengths.Select(static (length, i) => new string((char)('a' + (i % 26)), length))];
            byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines) + (drawn.Ended ? "\n" : string.Empty));
            List<(long, string?)> read = [];
            await foreach (LineBlock block in LineBlocks.ReadAsync(new SlowStream(bytes, drawn.Step), MaxLineBytes, CancellationToken.None))
            {
                string text = Encoding.UTF8.GetString(block.Bytes);
                string?[] found = block.IsTooLong ? new string?[] { null } : text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
                read.AddRange(found.Select((line, i) => (block.FirstLine + i, line)));
            }

            (long, string?)[] expected = [.. lines.Select(static (line, i) => ((long)i + 1, line.Length > MaxLineBytes ? null : line))];
            return expected.Where(static line => line.Item2 != string.Empty).SequenceEqual(read.Where(static line => line.Item2 != string.Empty));
        },
        tests: 200);

    /// <summary>Gives no more than some bytes at a time.</summary>
    private sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
