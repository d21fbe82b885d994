using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Crm.Sdk.Customers;

/// <summary>Checks e-mail addresses and brings them to the form in which they are kept and compared.</summary>
/// <remarks>
/// RFC 5321, section 4.1.2: a dot-atom of at most 64 octets, <c>@</c>, and a domain of two labels or more. Quoted local parts and address literals are refused:
/// nobody types them, and mail filters drop them. Full-width characters become plain ones, the domain lower case and, where it is
/// international, its ASCII form (RFC 5890); the local part is kept as typed, because only its owner may say that case does not matter. Thread-safe.
/// </remarks>
public static class EmailNormalizer
{
    private const int MaxLocalLength = 64;

    private static readonly SearchValues<char> AtomText = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> LabelText = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly IdnMapping International = new() { UseStd3AsciiRules = true };

    /// <summary>Brings an address to its kept form.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The field's name, for the error.</param>
    /// <exception cref="CrmException">CRM1030: it is no address; the message names field, value and rule.</exception>
    public static string Normalize(string text, string field = "email") =>
        TryNormalize(text, out string? email, out string? rule) ? email : throw FieldRule.Broken(field, text, rule);

    /// <summary>Brings an address to its kept form without raising an error.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="email">The kept form.</param>
    /// <param name="rule">The rule that it breaks, as half a sentence.</param>
    public static bool TryNormalize(string text, [NotNullWhen(true)] out string? email, [NotNullWhen(false)] out string? rule)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = HalfWidth.Of(text).Trim();
        int at = plain.LastIndexOf('@');
        if (at < 0 || plain.IndexOf('@', StringComparison.Ordinal) != at)
        {
            email = null;
            rule = "an e-mail address has exactly one '@'";
            return false;
        }

        string domain = AsciiDomain(plain[(at + 1)..]);
        rule = BrokenByLocalPart(plain.AsSpan(0, at)) ?? BrokenByDomain(domain);
        if (rule is null && at + 1 + domain.Length > ContactPoint.MaxLength)
        {
            rule = $"an e-mail address has at most {ContactPoint.MaxLength} characters";
        }

        email = rule is null ? string.Concat(plain.AsSpan(0, at + 1), domain) : null;
        return email is not null;
    }

    private static string? BrokenByLocalPart(ReadOnlySpan<char> local)
    {
        if (local.Length is 0 or > MaxLocalLength)
        {
            return $"the part before '@' has 1 to {MaxLocalLength} characters";
        }

        if (local.ContainsAnyExcept(AtomText))
        {
            return "the part before '@' has only ASCII letters, digits, dots and !#$%&'*+-/=?^_`{|}~";
        }

        return local[0] == '.' || local[^1] == '.' || local.IndexOf("..") >= 0
            ? "the part before '@' has no dot at its start, at its end or beside another dot"
            : null;
    }

    private static string? BrokenByDomain(string domain)
    {
        string[] labels = domain.Split('.');
        if (labels.Length < 2)
        {
            return "the part after '@' is a domain with a dot, such as example.com";
        }

        foreach (string label in labels)
        {
            if (label.Length is 0 or > 63 || label.AsSpan().ContainsAnyExcept(LabelText) || label[0] == '-' || label[^1] == '-')
            {
                return "each part of the domain has 1 to 63 letters, digits or inner hyphens";
            }
        }

        return labels[^1].AsSpan().ContainsAnyExceptInRange('0', '9') ? null : "the last part of the domain is not a number";
    }

    /// <summary>The domain in lower-case ASCII; what cannot be brought there stays as it is and is refused by the check of its labels.</summary>
    private static string AsciiDomain(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        try
        {
            return International.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
