using System.Text;

namespace Crm.Sdk.Reports;

/// <summary>How wide a text will be, estimated without fonts: generous for Latin, one em for Chinese, Japanese and Korean.</summary>
internal static class TextWidth
{
    private const double Latin = 0.62;
    private const double Narrow = 0.36;
    private const char Ellipsis = '…';

    public static double Of(string text, double size)
    {
        double em = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            em += EmOf(rune);
        }

        return em * size;
    }

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width)
        {
            return text;
        }

        var fitted = new StringBuilder();
        double em = Latin;
        foreach (Rune rune in text.EnumerateRunes())
        {
            em += EmOf(rune);
            if (em * size > width)
            {
                break;
            }

            fitted.Append(rune.ToString());
        }

        return fitted.Append(Ellipsis).ToString();
    }

    private static double EmOf(Rune rune) => rune.Value switch
    {
        '.' or ',' or ' ' or 'i' or 'l' or 'j' or '·' or ':' or '\'' or '|' => Narrow,
        >= 0x1100 and (<= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF60) or >= 0x1F300) => 1,
        _ => Latin,
    };
}
