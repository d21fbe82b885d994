using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Reports;

/// <summary>The texts of one language, and how it writes months, dates and large numbers.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ReportTexts
{
    private readonly ReportLanguage _language;

    public ReportTexts(ReportLanguage language) => _language = language;

    /// <summary>The texts of all languages.</summary>
    public static JsonTexts All { get; } = JsonTexts.Embedded(typeof(ReportTexts).Assembly, "reports.");

    private bool IsChinese => _language.Code == "zh";

    /// <summary>The text of a key.</summary>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"The texts of reports in {_language} lack '{key}'.");

    /// <summary>The text of a key with its places filled.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A number of things, in the language's singular or plural.</summary>
    public string Count(string key, long number) => Format(number == 1 ? $"{key}.one" : key, FigureFormat.Number(number));

    /// <summary>A number in little room, with three digits or so: 12.3k and 4.56M, in Chinese 1.23万 and 4.56亿.</summary>
    public string Compact(double value)
    {
        double size = Math.Abs(value);
        (double unit, string suffix) = IsChinese
            ? size >= 1e8 ? (1e8, "亿") : size >= 1e4 ? (1e4, "万") : (1, string.Empty)
            : size >= 1e9 ? (1e9, "bn") : size >= 1e6 ? (1e6, "M") : size >= 1e3 ? (1e3, "k") : (1, string.Empty);
        double scaled = value / unit;
        string format = Math.Abs(scaled) < 10 ? "0.##" : Math.Abs(scaled) < 100 ? "0.#" : "#,0";
        return scaled.ToString(format, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>A month with its year: <c>Jan 1997</c>, <c>1997年1月</c>.</summary>
    public string Month(YearMonth month) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{month.Year}年{month.Month}月")
        : string.Create(CultureInfo.InvariantCulture, $"{ShortMonth(month)} {month.Year}");

    /// <summary>A month alone: <c>Jan</c>, <c>1月</c>.</summary>
    public string ShortMonth(YearMonth month) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{month.Month}月")
        : CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month.Month);

    /// <summary>A day: <c>30 June 1998</c>, <c>1998年6月30日</c>.</summary>
    public string Day(LocalDate day) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(day.Month)} {day.Year}");

    private string? Find(string key) => All.Find(key, _language.Culture);
}
