using System.Globalization;

namespace Crm.Sdk.Reports;

/// <summary>A language that reports have texts in. Figures are written alike in all of them: a point before decimals, commas between thousands.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ReportLanguage
{
    private ReportLanguage(string code, string tag)
    {
        Code = code;
        Tag = tag;
        Culture = TextCulture.Of(code);
        Texts = new ReportTexts(this);
    }

    /// <summary>English.</summary>
    public static ReportLanguage English { get; } = new("en", "en");

    /// <summary>Simplified Chinese (简体中文).</summary>
    public static ReportLanguage Chinese { get; } = new("zh", "zh-Hans");

    /// <summary>Every language there is.</summary>
    public static IReadOnlyList<ReportLanguage> All { get; } = [English, Chinese];

    /// <summary>The short code: <c>en</c> or <c>zh</c>.</summary>
    public string Code { get; }

    /// <summary>The BCP 47 tag that documents carry, such as <c>zh-Hans</c>.</summary>
    public string Tag { get; }

    /// <summary>The language as a neutral culture, by which texts are found.</summary>
    public CultureInfo Culture { get; }

    internal ReportTexts Texts { get; }

    /// <summary>The language of a code or tag such as <c>en</c>, <c>zh</c>, <c>zh-CN</c>: what follows the first hyphen does not count.</summary>
    /// <exception cref="CrmException">CRM3801: there are no texts in it.</exception>
    public static ReportLanguage Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        string language = code.Split('-', '_')[0];
        return All.FirstOrDefault(known => string.Equals(known.Code, language, StringComparison.OrdinalIgnoreCase))
            ?? throw new CrmException(ReportErrorCodes.UnknownLanguage, $"There are no report texts in '{code}'; give {string.Join(" or ", All)}.");
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
