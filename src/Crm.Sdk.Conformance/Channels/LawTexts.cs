using System.Globalization;
using System.Text;
using Crm.Sdk.Notifications;

namespace Crm.Sdk.Conformance.Channels;

/// <summary>Texts that get lost somewhere on the way to people: other scripts, emoji, what escapes, templates, mail and markup treat as their own.</summary>
internal static class LawTexts
{
    private const int LongestShown = 80;

    private static readonly string[] Pieces =
    [
        "hello", "Your order 1042 is on its way", "您好", "生日快乐!", "会员积分将于6月30日到期", "、", "。", "￥1,234.50", "𠮷野家", "😀", "👨‍👩‍👧‍👦", "🇨🇳", "👍🏽", "é", "ß", "İstanbul", "q\u0323", "한국어", "שלום", "مرحبا",
        "\"", "'", "\\", "\\n", "\\u0041", "{0}", "{{name}}", "${x}", "%s", "%0A", "100 %", "&amp;", "&", "=3D", "=", "+", "#", "?", "<b>", "</script>", "<![CDATA[", "]]>", "`", "*", "_", "~", "|",
        " ", "  ", "\t", "\u3000", "\u00A0", "\n", "\r\n", "\n\n", "\n.\n", "\n..\n", "\nFrom me", "\n-- \n", "\n\n--boundary\n",
    ];

    /// <summary>The parts of a random text that is within a limit; it begins and ends with something that can be seen.</summary>
    public static string[] Parts(Random random, TextLimit limit)
    {
        List<string> parts = [];
        for (int left = random.Next(1, 30); left > 0; left--)
        {
            string piece = random.Next(40) == 0 ? new string('x', 1_100) : Pieces[random.Next(Pieces.Length)]; // longer than a line of mail may be
            if (limit.Measure(Of([.. parts, piece])) <= limit.Count)
            {
                parts.Add(piece);
            }
        }

        return [.. parts];
    }

    /// <summary>The text of parts.</summary>
    public static string Of(IEnumerable<string> parts) => $"{string.Concat(parts)}.".TrimStart();

    /// <summary>A text that says which it is, of a length that many threads would tear.</summary>
    public static string Numbered(int number, TextLimit limit)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{number} 第{number}条 {new string((char)('a' + (number % 26)), 40)} {number}");
        return Cut(string.Join('\n', Enumerable.Repeat(line, 8)), limit);
    }

    /// <summary>A text that is exactly as long as a limit allows, or nearly so where a character does not fit in any more.</summary>
    public static string Filling(string character, TextLimit limit, int atMost)
    {
        int each = limit.Measure(character);
        return string.Concat(Enumerable.Repeat(character, Math.Max(1, Math.Min(limit.Count, atMost) / each)));
    }

    /// <summary>The beginning of a text that is within a limit.</summary>
    public static string Cut(string text, TextLimit limit)
    {
        var kept = new StringBuilder();
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            length += limit.Measure(rune.ToString());
            if (length > limit.Count)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    /// <summary>Whether two texts are the same but for the form of their line breaks.</summary>
    public static bool Same(string left, string right) => Breaks(left) == Breaks(right);

    /// <summary>A text for people who read a trace: in one line, and not all of a long one.</summary>
    public static string Quote(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes().Take(LongestShown))
        {
            shown.Append(rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ => rune.ToString(),
            });
        }

        int left = text.EnumerateRunes().Count() - LongestShown;
        return shown.Append(left > 0 ? string.Create(CultureInfo.InvariantCulture, $"\" and {left} more") : "\"").ToString();
    }

    private static string Breaks(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
