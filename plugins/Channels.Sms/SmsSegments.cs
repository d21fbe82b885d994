using System.Buffers;

namespace Crm.Sdk.Channels.Sms;

/// <summary>How many parts a text message is split into, each of which is paid for.</summary>
/// <remarks>Source: 3GPP TS 23.038 (the GSM 7 bit default alphabet and its extension) and TS 23.040 (concatenation). Thread-safe.</remarks>
public static class SmsSegments
{
    private const int Single7 = 160, Part7 = 153, Single16 = 70, Part16 = 67;

    private static readonly SearchValues<char> Basic = SearchValues.Create(
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");

    private static readonly SearchValues<char> Extended = SearchValues.Create("\f^{}\\[~]|€");

    /// <summary>The number of parts: up to 160 characters of the GSM alphabet in one or 153 in each of several; with any other character (Chinese, emoji) 70 or 67.</summary>
    /// <param name="text">The text as it is received, its signature included.</param>
    /// <returns>1 or more; an empty text is one part.</returns>
    public static int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int septets = 0;
        foreach (char c in text)
        {
            if (!Basic.Contains(c) && !Extended.Contains(c))
            {
                return CountWide(text);
            }

            septets += Basic.Contains(c) ? 1 : 2;
        }

        return septets <= Single7 ? 1 : CountParts(text, Part7, static (c, _) => Basic.Contains(c) ? 1 : 2);
    }

    private static int CountWide(string text) => text.Length <= Single16 ? 1 : CountParts(text, Part16, static (c, next) => char.IsHighSurrogate(c) && char.IsLowSurrogate(next) ? 2 : 1);

    /// <summary>What takes two places is never split over two parts.</summary>
    private static int CountParts(string text, int part, Func<char, char, int> width)
    {
        int parts = 1, used = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int places = width(text[i], i + 1 < text.Length ? text[i + 1] : '\0');
            if (used + places > part)
            {
                parts++;
                used = 0;
            }

            used += places;
            i += places == 2 && char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return parts;
    }
}
