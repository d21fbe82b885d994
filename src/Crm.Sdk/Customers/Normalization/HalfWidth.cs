namespace Crm.Sdk.Customers;

/// <summary>Brings the full-width forms that Chinese and Japanese input methods give (U+FF01 to U+FF5E, U+3000) to plain ASCII.</summary>
internal static class HalfWidth
{
    /// <summary>All of them: for addresses and numbers, where no full-width character belongs.</summary>
    public static string Of(string text) => Of(text, static c => c is >= '\uFF01' and <= '\uFF5E' or '\u3000');

    /// <summary>Letters, digits and blanks: for names, where （ and ） are part of the legal name.</summary>
    public static string OfLetters(string text) =>
        Of(text, static c => c is >= '\uFF10' and <= '\uFF19' or >= '\uFF21' and <= '\uFF3A' or >= '\uFF41' and <= '\uFF5A' or '\u3000');

    private static string Of(string text, Func<char, bool> isWide) => !text.Any(isWide)
        ? text
        : string.Create(text.Length, (text, isWide), static (half, wide) =>
        {
            for (int i = 0; i < half.Length; i++)
            {
                char c = wide.text[i];
                half[i] = !wide.isWide(c) ? c : c == '\u3000' ? ' ' : (char)(c - 0xFEE0);
            }
        });
}
