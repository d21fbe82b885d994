using System.Text;

namespace Crm.Sdk.Architecture.Tests.Api;

/// <summary>The difference between two texts, line by line, as small as it can be.</summary>
public static class ApiDiff
{
    /// <summary>
    /// Lines only in <paramref name="before"/> with <c>- </c>, lines only in <paramref name="after"/> with <c>+ </c>; before each group the nearest
    /// unindented line above it, so that a member is seen with its type. Empty when the texts are equal but for their line ends.
    /// </summary>
    public static string Between(string before, string after)
    {
        string[] old = Lines(before), @new = Lines(after);
        int same = 0; // equal lines at the start need no comparing
        while (same < old.Length && same < @new.Length && old[same] == @new[same])
        {
            same++;
        }

        string heading = old.Take(same).LastOrDefault(IsHeading) ?? string.Empty, written = string.Empty;
        (old, @new) = (old[same..], @new[same..]);
        int[,] common = CommonLengths(old, @new);
        var text = new StringBuilder();
        for (int i = 0, j = 0; i < old.Length || j < @new.Length;)
        {
            if (i < old.Length && j < @new.Length && old[i] == @new[j])
            {
                heading = IsHeading(old[i]) ? old[i] : heading;
                i++;
                j++;
                continue;
            }

            bool removed = j == @new.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]);
            string line = removed ? old[i++] : @new[j++];
            if (IsHeading(line))
            {
                heading = written = line;
            }
            else if (heading != written)
            {
                text.Append("  ").Append(heading).Append('\n');
                written = heading;
            }

            text.Append(removed ? "- " : "+ ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsHeading(string line) => line.Length > 0 && line[0] != ' ';

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') is { Length: > 0 } trimmed ? trimmed.Split('\n') : [];

    private static int[,] CommonLengths(string[] old, string[] @new)
    {
        var common = new int[old.Length + 1, @new.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = @new.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == @new[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
