using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>Writes values as a language does.</summary>
internal static class ValueFormat
{
    /// <summary>The text of a value; null where it has none.</summary>
    public static string? Of(TemplateValue? value, CultureInfo culture) => value?.Type switch
    {
        TemplateVariableType.Text => value.Text,
        TemplateVariableType.Number => value.Number.ToString("#,##0.############", culture),
        TemplateVariableType.Money => value.Money.ToString(),
        TemplateVariableType.Date => DateOf(value.Date, culture),
        TemplateVariableType.Truth => "true",
        _ => null,
    };

    /// <summary>A date in words; in globalisation-invariant mode in ISO 8601, which everybody can read.</summary>
    private static string DateOf(LocalDate date, CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "zh" => string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日"),
        "en" => string.Create(CultureInfo.InvariantCulture, $"{date.Day} {English[date.Month - 1]} {date.Year}"),
        _ => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
    };

    private static readonly string[] English =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
}
