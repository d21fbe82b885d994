using System.Globalization;
using System.Text;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>Brings texts to the form in which they are compared: lower case without accents, words apart, Chinese characters together.</summary>
/// <remarks>Thread-safe.</remarks>
internal static class Folding
{
    /// <summary>The words of a text: letters and digits, in lower case, without accents. Apostrophes and dots inside words fall away, everything else parts words.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        string plain = Plain(text);
        for (int i = 0; i < plain.Length; i++)
        {
            char c = plain[i];
            if (IsHan(c))
            {
                End();
                continue;
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(c);
            }
            else if (c == '&')
            {
                End();
                words.Add("and");
            }
            else if (c is not ('\'' or '\u2019' or '`') && !(c == '.' && IsInnerDot(plain, i)))
            {
                End();
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>The Chinese characters of a text, without what stands between.</summary>
    public static string Han(string text) => text.Any(IsHan) ? new string([.. text.Where(IsHan)]) : string.Empty;

    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    /// <summary>The digits of a text.</summary>
    public static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    /// <summary>Lower case, full-width forms plain, accents gone.</summary>
    public static string Plain(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        string apart = text.Normalize(NormalizationForm.FormKD);
        var plain = new StringBuilder(apart.Length);
        foreach (char c in apart)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.Replace("ß", "ss").Replace("ø", "o").Replace("æ", "ae").Replace("ł", "l").ToString();
    }

    /// <summary>A dot between single letters belongs to one abbreviation: <c>l.a.</c>, <c>u.s.a.</c></summary>
    private static bool IsInnerDot(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && (at < 2 || !char.IsLetterOrDigit(text[at - 2])) || (at > 1 && text[at - 2] == '.' && char.IsLetter(text[at - 1]));
}
