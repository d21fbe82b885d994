using NodaTime;

namespace Crm.Sdk.Care;

/// <summary>The values that occasions give to templates.</summary>
internal static class Occasions
{
    public static TemplateValues Of(LocalDate day, LocalDate today, int? years = null, string? item = null) => new(new Dictionary<string, TemplateValue?>(StringComparer.Ordinal)
    {
        ["occasion.date"] = TemplateValue.Of(day),
        ["occasion.days"] = TemplateValue.Of((decimal)Period.DaysBetween(today, day)),
        ["occasion.years"] = years is { } count ? TemplateValue.Of((decimal)count) : null,
        ["occasion.item"] = TemplateValue.Of(item),
    });

    public static TemplateValues With(this TemplateValues values, string name, TemplateValue? value) => values.With(new TemplateValues(new Dictionary<string, TemplateValue?> { [name] = value }));
}
