using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Crm.Sdk.Customers;

/// <summary>
/// A short key of a customer's name that is the same for spellings that sound alike, whatever the order of words: by it one new customer is looked up among many (<see cref="CustomerModel.NameKey"/>).
/// </summary>
/// <remarks>
/// Chinese: the characters without the legal form. Latin: the Soundex codes (Russell and Odell, patents of 1918 and 1922) of the words without legal form and articles, in order, at most four. It only finds
/// candidates: customers with one key are not the same by it. Thread-safe.
/// </remarks>
public static class CustomerNameKey
{
    /// <summary>The greatest length of a key, in UTF-16 units.</summary>
    public const int MaxLength = 32;

    private const int MaxCodes = 4;
    private const string Digits = "01230120022455012623010202"; // of a to z

    private static readonly FrozenSet<string> Articles = "the and of le la el der die das und mr mrs ms dr".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The key of a customer's name.</summary>
    /// <returns>The key, or null where the name gives none.</returns>
    public static string? Of(Customer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return (customer.Name ?? customer.Person?.Full) is { } name ? Of(name) : null;
    }

    /// <summary>The key of a name.</summary>
    /// <returns>The key, or null where the name gives none.</returns>
    public static string? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string han = new([.. name.Where(static c => c is >= '\u3400' and <= '\u9FFF')]);
        if (han.Length > 0)
        {
            string bare = LegalForms.WithoutChineseForm(han);
            return bare.Length <= MaxLength ? bare : bare[..MaxLength];
        }

        string[] codes = [.. Words(name).Where(static word => !LegalForms.IsWord(word) && !Articles.Contains(word)).Select(Soundex).Distinct().Order(StringComparer.Ordinal).Take(MaxCodes)];
        return codes.Length == 0 ? null : string.Join(' ', codes);
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in Ascii.IsValid(name) ? name : name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (c is not ('\'' or '\u2019' or '.') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>A letter and up to three digits; a word that does not begin with a letter of a to z stands for itself, cut to four.</summary>
    private static string Soundex(string word)
    {
        if (!char.IsAsciiLetterLower(word[0]))
        {
            return word.Length <= 4 ? word : word[..4];
        }

        Span<char> code = stackalloc char[4];
        code[0] = word[0];
        int length = 1;
        char last = Digits[word[0] - 'a'];
        foreach (char c in word.AsSpan(1))
        {
            char digit = char.IsAsciiLetterLower(c) ? Digits[c - 'a'] : '0';
            if (digit != '0' && digit != last && length < code.Length)
            {
                code[length++] = digit;
            }

            last = c is 'h' or 'w' ? last : digit; // these do not part equal sounds
        }

        return new string(code[..length]);
    }
}
