using System.Text;

namespace Crm.Sdk.Cli.Output;

/// <summary>Keeps characters of stored or imported texts that steer a terminal, or turn the reading direction round, from reaching it.</summary>
internal static class ConsoleText
{
    private const char Replacement = '\uFFFD';

    /// <summary>A text of several lines.</summary>
    public static string Plain(string text) => Replace(text, keepsLines: true);

    /// <summary>A text that stays one line, so that no value can pass for a line of its own.</summary>
    public static string Line(string text) => Replace(text, keepsLines: false);

    private static string Replace(string text, bool keepsLines)
    {
        if (!text.Any(c => Steers(c, keepsLines)))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(Steers(c, keepsLines) ? Replacement : c);
        }

        return plain.ToString();
    }

    private static bool Steers(char c, bool keepsLines) =>
        (char.IsControl(c) && !(keepsLines && c == '\n')) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
