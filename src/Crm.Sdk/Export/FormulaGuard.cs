namespace Crm.Sdk.Export;

/// <summary>Keeps spreadsheets from running a text as a formula (CWE-1236), so that it can be undone.</summary>
/// <remarks>
/// <para>A text is risky when, behind blanks and invisible characters, it starts with <c>= + - @</c>, TAB, CR, LF, NUL or a full-width form of these. Guarding puts an apostrophe
/// in front. So that a text that has one of its own comes back too, a risky text behind apostrophes gets one more in every CSV, and reading one takes exactly one away.</para>
/// <para>Thread-safe.</para>
/// </remarks>
internal static class FormulaGuard
{
    private const char Guard = '\'';

    /// <summary>A text for a CSV.</summary>
    /// <param name="text">The text.</param>
    /// <param name="excelSafe">Whether risky texts are guarded; else only those that would be mistaken for guarded ones.</param>
    public static string Apply(string text, bool excelSafe)
    {
        int apostrophes = Apostrophes(text);
        return (excelSafe || apostrophes > 0) && IsRisky(text.AsSpan(apostrophes)) ? Guard + text : text;
    }

    /// <summary>The text of a CSV's cell as it was before it was guarded.</summary>
    public static string Remove(string text) =>
        text.Length > 1 && text[0] == Guard && IsRisky(text.AsSpan(Apostrophes(text))) ? text[1..] : text;

    private static int Apostrophes(string text)
    {
        int count = 0;
        while (count < text.Length && text[count] == Guard)
        {
            count++;
        }

        return count;
    }

    private static bool IsRisky(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20')
            {
                return true;
            }

            if (!char.IsWhiteSpace(c) && c is not ('\uFEFF' or '\u200B' or '\u200E' or '\u200F' or '\u2060'))
            {
                return false;
            }
        }

        return false;
    }
}
