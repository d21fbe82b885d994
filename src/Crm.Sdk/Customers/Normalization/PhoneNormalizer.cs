using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Crm.Sdk.Customers;

/// <summary>Checks telephone numbers and brings them to E.164 where the country is known, for example <c>+8613800138000</c>.</summary>
/// <remarks>
/// <para>A number that begins with <c>+</c> or with what is dialled to call abroad names its country itself; any other is read as one of the given country. The numbering
/// plans of CN, HK, TW, US, CA, GB, DE and JP are known: full numbers of theirs become E.164, numbers without area code and short codes stay as
/// typed, all else is refused. Of other countries' numbers only the length is checked (ITU-T E.164: at most 15 digits).</para>
/// <para>An extension is kept in the form of RFC 3966, for example <c>+862162345678;ext=12</c>. Thread-safe.</para>
/// </remarks>
public static partial class PhoneNormalizer
{
    private const int MaxDigits = 15;
    private const int MinDigits = 3;
    private const int MaxShortCode = 6;
    private const int MinInternational = 7;

    private static readonly SearchValues<char> Separators = SearchValues.Create(" -.()/\u00A0\u2010\u2011\u2012\u2013\u2014\t");

    /// <summary>Brings a number to its kept form.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">The country whose numbers are meant where the text names none, ISO 3166-1 alpha-2, or null where it is not known.</param>
    /// <param name="field">The field's name, for the error.</param>
    /// <exception cref="CrmException">CRM1030: it is no telephone number; the message names field, value and rule.</exception>
    public static string Normalize(string text, string? country = null, string field = "phone") =>
        TryNormalize(text, country, out string? phone, out string? rule) ? phone : throw FieldRule.Broken(field, text, rule);

    /// <summary>Brings a number to its kept form without raising an error.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">The country whose numbers are meant where the text names none, or null.</param>
    /// <param name="phone">The kept form: E.164, or as typed where it could not be read so.</param>
    /// <param name="rule">The rule that it breaks, as half a sentence.</param>
    public static bool TryNormalize(string text, string? country, [NotNullWhen(true)] out string? phone, [NotNullWhen(false)] out string? rule)
    {
        ArgumentNullException.ThrowIfNull(text);
        string typed = HalfWidth.Of(text).Trim();
        Match extension = Extension().Match(typed);
        string number = extension.Success ? typed[..extension.Index].TrimEnd() : typed;
        bool international = number.StartsWith('+');
        phone = null;
        if (!TryDigits(international ? number.AsSpan(1) : number, out string? digits))
        {
            rule = "a telephone number has digits, blanks and + - . / ( ) only";
            return false;
        }

        if (digits.Length is < MinDigits or > MaxDigits + 4)
        {
            rule = $"a telephone number has {MinDigits} to {MaxDigits} digits";
            return false;
        }

        PhoneRegion? region = PhoneRegion.Of(country);
        if (!international && AfterDiallingAbroad(digits, region) is { } abroad)
        {
            (international, digits) = (true, abroad);
        }

        rule = international ? International(digits, out phone) : National(digits, number, region, out phone);
        if (phone is not null && extension.Success)
        {
            phone = $"{phone};ext={extension.Groups["ext"].ValueSpan}";
        }

        return phone is not null;
    }

    [GeneratedRegex(@"\s*(?:;?\s*ext\.?\s*[=:]?|extension|x|转|分机号?|#)\s*(?<ext>[0-9]{1,7})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    /// <summary>A number that names its country: <paramref name="digits"/> begin with the country code.</summary>
    private static string? International(string digits, out string? phone)
    {
        phone = null;
        if (digits.Length is < MinInternational or > MaxDigits || digits[0] == '0')
        {
            return $"an international number has {MinInternational} to {MaxDigits} digits and begins with a country code";
        }

        if (PhoneRegion.OfInternational(digits) is not { } region)
        {
            phone = "+" + digits;
            return null;
        }

        string national = digits[region.CallingCode.Length..];
        if (!IsNational(national, region) && national.StartsWith('0') && region.Trunk == "0")
        {
            national = national[1..]; // +44 (0)20 7946 0958
        }

        phone = IsNational(national, region) ? $"+{region.CallingCode}{national}" : null;
        return phone is null ? $"a number of {region.Name} has {region.Shape}" : null;
    }

    private static string? National(string digits, string number, PhoneRegion? region, out string? phone)
    {
        phone = null;
        if (region is null)
        {
            phone = digits.Length <= MaxDigits ? Tidy(number) : null;
            return phone is null ? $"a telephone number has at most {MaxDigits} digits" : null;
        }

        bool hasTrunk = region.Trunk.Length > 0 && digits.StartsWith(region.Trunk, StringComparison.Ordinal);
        if (hasTrunk && IsNational(digits[region.Trunk.Length..], region))
        {
            phone = $"+{region.CallingCode}{digits[region.Trunk.Length..]}";
        }
        else if (!region.NeedsTrunk && IsNational(digits, region))
        {
            phone = $"+{region.CallingCode}{digits}";
        }
        else if (digits.Length > MaxShortCode && digits.StartsWith(region.CallingCode, StringComparison.Ordinal) && !region.NeedsTrunk && IsNational(digits[region.CallingCode.Length..], region))
        {
            phone = "+" + digits; // the country code without its plus
        }
        else if (digits.Length <= Math.Max(MaxShortCode, region.LocalDigits))
        {
            phone = Tidy(number); // a short code, or a number without area code
        }

        return phone is null ? $"a number of {region.Name} has {region.Shape}" : null;
    }

    private static bool IsNational(string digits, PhoneRegion region) => digits.Length > MaxShortCode - 1 && region.IsNational(digits);

    private static string? AfterDiallingAbroad(string digits, PhoneRegion? region) =>
        region is not null && digits.StartsWith(region.Abroad, StringComparison.Ordinal) && digits.Length > region.Abroad.Length + MinInternational ? digits[region.Abroad.Length..]
        : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
        : null;

    private static bool TryDigits(ReadOnlySpan<char> number, [NotNullWhen(true)] out string? digits)
    {
        Span<char> kept = stackalloc char[32];
        int count = 0;
        foreach (char c in number)
        {
            if (char.IsAsciiDigit(c) && count < kept.Length)
            {
                kept[count++] = c;
            }
            else if (!Separators.Contains(c))
            {
                digits = null;
                return false;
            }
        }

        digits = new string(kept[..count]);
        return true;
    }

    private static string Tidy(string number) => Blanks().Replace(number, " ");

    [GeneratedRegex(@"[\s\u00A0]+")]
    private static partial Regex Blanks();
}
