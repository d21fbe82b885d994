namespace Crm.Sdk.Samples.Tests.Documents;

/// <summary>A block of C# in a document.</summary>
/// <param name="Document">The document, relative to the top of the tree.</param>
/// <param name="Line">The line of its first fence, from 1.</param>
/// <param name="Source">The file that the comment above it names, <c>&lt;!-- code: PATH --&gt;</c>; null where there is none.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record CodeBlock(string Document, int Line, string? Source, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";
    private const string Mark = "<!-- code: ";

    public static IReadOnlyList<CodeBlock> Read(string document, IReadOnlyList<string> lines)
    {
        var blocks = new List<CodeBlock>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            int end = i + 1;
            while (end < lines.Count && !lines[end].StartsWith(Fence, StringComparison.Ordinal))
            {
                end++;
            }

            if (lines[i][Fence.Length..].Trim() is "csharp" or "cs" or "c#")
            {
                blocks.Add(new CodeBlock(document, i + 1, i > 0 ? SourceOf(lines[i - 1]) : null, [.. lines.Skip(i + 1).Take(end - i - 1)]));
            }

            i = end;
        }

        return blocks;
    }

    /// <summary>Whether a file's lines, without documentation comments, hold the block's, one after the other. Indentation of the whole does not count.</summary>
    public bool IsIn(IEnumerable<string> source)
    {
        string[] wanted = Plain(Lines), given = Plain(source);
        return wanted.Length > 0 && Enumerable.Range(0, Math.Max(0, given.Length - wanted.Length + 1)).Any(start => Aligned(given[start..(start + wanted.Length)]).SequenceEqual(Aligned(wanted)));
    }

    private static string? SourceOf(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) && line.EndsWith(" -->", StringComparison.Ordinal) ? line[Mark.Length..^4] : null;

    private static string[] Plain(IEnumerable<string> lines) => [.. lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0 && !line.TrimStart().StartsWith("///", StringComparison.Ordinal))];

    private static string[] Aligned(string[] lines)
    {
        int indent = lines.Min(line => line.Length - line.TrimStart().Length);
        return [.. lines.Select(line => line[indent..])];
    }
}
