namespace Crm.Sdk.Cli.Tests.Support;

/// <summary>Reads what people read over and beside the values of the tool's tables.</summary>
internal static class TableTitles
{
    /// <summary>The titles of tables, the headers of their columns, and of tables without headers the labels of their rows.</summary>
    public static IReadOnlyList<string> Of(string output)
    {
        string[] lines = output.Split('\n');
        var titles = new List<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith('╭'))
            {
                bool headed = lines.Skip(i + 1).TakeWhile(static row => !row.TrimStart().StartsWith('╰')).Any(static row => row.TrimStart().StartsWith('├'));
                if (i > 0 && lines[i - 1].Trim() is { Length: > 0 } title && !"╰│".Contains(title[0], StringComparison.Ordinal))
                {
                    titles.Add(title);
                }

                IEnumerable<string[]> rows = lines.Skip(i + 1).Select(static row => row.Trim()).TakeWhile(static row => row.StartsWith('│')).Select(static row => row.Trim('│').Split('│'));
                titles.AddRange(headed ? rows.SelectMany(static row => row) : rows.Select(static row => row[0]));
            }
        }

        return [.. titles.Select(static title => title.Trim()).Where(static title => title.Length > 0)];
    }

    /// <summary>Whether a title is in Chinese: one of its characters is, or it is the key or number of a record.</summary>
    public static bool IsChinese(string title) => title.Any(static letter => letter is >= '\u4e00' and <= '\u9fff') || title.Any(char.IsDigit);
}
