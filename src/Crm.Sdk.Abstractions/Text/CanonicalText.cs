using System.Text;

namespace Crm.Sdk;

/// <summary>
/// The one form in which text is kept and compared: Unicode normalisation form C, compared by code point. Without one form no two stores
/// sort or match alike.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class CanonicalText
{
    /// <summary>Brings text to the kept form.</summary>
    /// <param name="value">Any text.</param>
    /// <param name="maxLength">The greatest length in UTF-16 units after normalising.</param>
    /// <param name="field">The field's name, for the error.</param>
    /// <returns>The text in normalisation form C.</returns>
    /// <exception cref="CrmException">CRM1002: a lone surrogate, U+0000, U+FFFE, or longer than <paramref name="maxLength"/>.</exception>
    public static string Normalize(string value, int maxLength, string field)
    {
        RequireStorable(value, field);
        if (!Ascii.IsValid(value) && !value.IsNormalized(NormalizationForm.FormC))
        {
            value = value.Normalize(NormalizationForm.FormC);
        }

        return value.Length <= maxLength
            ? value
            : throw new CrmException(ErrorCodes.BadText, $"{field}: the text has {value.Length} characters; at most {maxLength} are allowed.");
    }

    /// <summary>Brings text to the kept form and refuses empty text and control characters: for names and keys.</summary>
    /// <inheritdoc cref="Normalize"/>
    public static string Require(string value, int maxLength, string field)
    {
        string text = Normalize(value, maxLength, field);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new CrmException(ErrorCodes.BadText, $"{field}: the text is empty; give at least one visible character.");
        }

        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                throw new CrmException(ErrorCodes.BadText, $"{field}: the text has the control character U+{(int)c:X4}; remove it.");
            }
        }

        return text;
    }

    /// <summary>The form in which texts that differ only by case are equal: what a stored folded column and a unique key hold.</summary>
    /// <remarks>Upper-cases by the invariant culture, then lower-cases, then normalises: stable over machines and languages.</remarks>
    public static string Fold(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Compares two texts by code point. (<see cref="string.CompareOrdinal(string, string)"/> compares UTF-16 units, which sorts U+10000 and above before U+E000.)</summary>
    /// <returns>Negative, zero or positive as <paramref name="left"/> sorts before, with or after <paramref name="right"/>.</returns>
    public static int Compare(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        int at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        char a = left[at], b = right[at];
        bool aSurrogate = char.IsSurrogate(a), bSurrogate = char.IsSurrogate(b);
        return aSurrogate == bSurrogate ? a.CompareTo(b) : aSurrogate ? 1 : -1; // a surrogate stands for a code point above every single unit
    }

    /// <summary>Refuses text that no store can hold: half of a surrogate pair, U+0000, U+FFFE (which has no normal form).</summary>
    internal static void RequireStorable(string value, string field)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!Ascii.IsValid(value) && HasLoneSurrogate(value))
        {
            throw new CrmException(ErrorCodes.BadText, $"{field}: the text has half of a surrogate pair, which is no character; send well-formed Unicode.");
        }

        if (value.AsSpan().IndexOfAny('\0', '\uFFFE') is >= 0 and var at)
        {
            throw new CrmException(ErrorCodes.BadText, $"{field}: the text has U+{(int)value[at]:X4}, which is no character and cannot be stored; remove it.");
        }
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
