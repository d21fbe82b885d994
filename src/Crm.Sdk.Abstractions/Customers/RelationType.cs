using System.Globalization;

namespace Crm.Sdk.Customers;

/// <summary>A type of relation between customers: how it reads from either end, and whether it is a hierarchy (CU-8).</summary>
/// <remarks>
/// Built in are those of <see cref="RelationTypes"/>; hosts and plugins make others. In a hierarchy each customer stands under one other at a time, and never, by any
/// chain, under itself. Immutable and thread-safe.
/// </remarks>
/// <param name="Title">The code, and what the second customer is to the first.</param>
/// <param name="InverseEnglish">What the first customer is to the second, in English.</param>
/// <param name="InverseChinese">What the first customer is to the second, in Chinese.</param>
/// <param name="IsHierarchical">Whether the first stands above the second, which has no other above it.</param>
public sealed record RelationType(OpenCode Title, string InverseEnglish, string InverseChinese, bool IsHierarchical = false)
{
    /// <summary>The code that relations keep.</summary>
    public string Code => Title.Code;

    /// <summary>What the second customer is to the first, in Chinese where the language is Chinese, else in English.</summary>
    public string TitleIn(CultureInfo culture) => IsChinese(culture) ? Title.Chinese : Title.English;

    /// <summary>What the first customer is to the second, in Chinese where the language is Chinese, else in English.</summary>
    public string InverseIn(CultureInfo culture) => IsChinese(culture) ? InverseChinese : InverseEnglish;

    private static bool IsChinese(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "zh";
    }
}
