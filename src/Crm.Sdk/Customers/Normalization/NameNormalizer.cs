using System.Text;

namespace Crm.Sdk.Customers;

/// <summary>Brings names of people and companies, Chinese and Latin, to the form in which they are kept.</summary>
/// <remarks>
/// Full-width letters, digits and blanks become plain ones, runs of blanks one blank. Blanks between Chinese characters, with which short names are padded in tables,
/// go (张　三 becomes 张三), and the dot inside transcribed names becomes the middle dot U+00B7 (买买提·吐尔逊). Case stays as typed. Applying it again changes nothing. Thread-safe.
/// </remarks>
public static class NameNormalizer
{
    private const char MiddleDot = '\u00B7';

    /// <summary>Brings a name to its kept form.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="maxLength">The greatest length in UTF-16 units.</param>
    /// <param name="field">The field's name, for the error.</param>
    /// <exception cref="CrmException">CRM1002: nothing is left, it is too long, or it has characters that cannot be kept.</exception>
    public static string Normalize(string text, int maxLength = Customer.MaxNameLength, string field = "name")
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = HalfWidth.OfLetters(text);
        var name = new StringBuilder(plain.Length);
        bool blank = false;
        foreach (char c in plain)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = true;
                continue;
            }

            if (blank && name.Length > 0 && !(IsHan(name[^1]) && IsHan(c)))
            {
                name.Append(' ');
            }

            name.Append(IsDot(c) && name.Length > 0 && IsHan(name[^1]) ? MiddleDot : c);
            blank = false;
        }

        return CanonicalText.Require(name.ToString(), maxLength, field);
    }

    private static bool IsDot(char c) => c is '\u2022' or '\u2027' or '\u30FB' or '\u22C5' or '\uFF65';

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
