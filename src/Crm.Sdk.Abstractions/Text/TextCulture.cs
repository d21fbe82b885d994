using System.Globalization;

namespace Crm.Sdk;

/// <summary>The cultures that texts are asked for in, also where .NET knows none: in globalisation-invariant mode, as small container images run in.</summary>
/// <remarks>In that mode numbers and dates are written as the invariant culture does; texts are found all the same. Thread-safe.</remarks>
public static class TextCulture
{
    private const int MaxPart = 8; // of a BCP 47 tag

    /// <summary>The culture of a language.</summary>
    /// <param name="tag">A BCP 47 tag such as <c>en</c>, <c>zh</c> or <c>zh-CN</c>.</param>
    /// <returns>The culture, read-only.</returns>
    /// <exception cref="CultureNotFoundException">It is no tag.</exception>
    public static CultureInfo Of(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        try
        {
            return CultureInfo.GetCultureInfo(tag);
        }
        catch (CultureNotFoundException) when (IsTag(tag))
        {
            return CultureInfo.ReadOnly(new NamedCulture(tag));
        }
    }

    /// <summary>The names that a text in a culture is looked up by, the nearest first: <c>zh-CN</c>, <c>zh-Hans</c>, <c>zh</c>.</summary>
    internal static IEnumerable<string> Names(CultureInfo culture)
    {
        for (CultureInfo each = culture; each.Name.Length > 0; each = each.Parent)
        {
            yield return each.Name;
        }

        // Without data a culture may have a name and no parents.
        for (string name = culture.Name; name.LastIndexOf('-') is > 0 and var hyphen;)
        {
            yield return name = name[..hyphen];
        }
    }

    private static bool IsTag(string tag) => tag.Split('-').All(static part => part.Length is > 0 and <= MaxPart && part.All(char.IsAsciiLetterOrDigit)) && char.IsAsciiLetter(tag[0]);

    private sealed class NamedCulture(string tag) : CultureInfo(string.Empty)
    {
        public override string Name => tag;

        public override string TwoLetterISOLanguageName => tag.Split('-')[0];

        public override CultureInfo Parent => tag.LastIndexOf('-') is > 0 and var hyphen ? ReadOnly(new NamedCulture(tag[..hyphen])) : InvariantCulture;

        public override string ToString() => tag;
    }
}
