using System.Security.Cryptography;

namespace Crm.Sdk.Loyalty;

/// <summary>Codes for people: digits and letters that are not mistaken for each other (Crockford's base 32).</summary>
internal static class CouponCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code of a generator for secrets; each character has 5 bits.</summary>
    public static string New(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>A code as it is kept, of what somebody typed: in either case, with blanks and hyphens, O for 0, I or L for 1.</summary>
    public static string Read(string typed) => string.Concat(typed.ToUpperInvariant().Where(static letter => letter is not (' ' or '-')).Select(static letter => letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter }));
}
