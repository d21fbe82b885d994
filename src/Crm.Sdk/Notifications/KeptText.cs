using System.Text;

namespace Crm.Sdk.Notifications;

/// <summary>Brings what channels answer to a form that can be kept and logged: one line, well-formed, cut to length.</summary>
internal static class KeptText
{
    public static string Of(string text, int maxLength)
    {
        var kept = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (Rune rune in text.EnumerateRunes()) // half surrogates become U+FFFD
        {
            if (kept.Length + rune.Utf16SequenceLength > maxLength)
            {
                break;
            }

            kept.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        string one = kept.ToString();
        if (one.IsNormalized(NormalizationForm.FormC))
        {
            return one;
        }

        string normal = one.Normalize(NormalizationForm.FormC);
        return normal.Length <= maxLength ? normal : Of(normal, maxLength); // a few characters grow when they are composed
    }
}
