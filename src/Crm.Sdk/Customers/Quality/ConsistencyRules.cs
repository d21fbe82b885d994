using System.Globalization;
using System.Text.RegularExpressions;
using Crm.Sdk.Classification;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Customers;

/// <summary>The built-in rules across the fields of an archive (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static partial class ConsistencyRules
{
    private const int OldestPerson = 120;
    private const int YoungestGraduate = 5;
    private const int YoungestWorker = 14;
    private const int YoungestParent = 12;

    /// <summary>All of them.</summary>
    public static ValueList<IConsistencyRule> All { get; } =
    [
        new ConsistencyRule("consistency.birth-ahead", ["birth"], static (c, asOf) => Birthday(c) is { } born && born > asOf.Date ? [born] : null),
        new ConsistencyRule("consistency.too-old", ["birth"], static (c, asOf) =>
            c.Kind == CustomerKind.Individual && c.Birth?.Year is { } year && asOf.Date.Year - year > OldestPerson ? [year, OldestPerson] : null),
        Since("consistency.graduated-early", "education.graduated", YoungestGraduate),
        Since("consistency.worked-early", "work.since", YoungestWorker),
        Since("consistency.lived-early", "residence.since", 0),
        Since("consistency.traded-early", "transaction.since", 0),
        Since("consistency.parent-early", "family.youngest-child-birth", YoungestParent),
        new ConsistencyRule("consistency.child-ahead", ["attr.family.youngest-child-birth"], static (c, asOf) =>
            DateOf(c, "family.youngest-child-birth") is { } child && child > asOf.Date ? [child] : null),
        new ConsistencyRule("consistency.no-children", ["attr.family.children", "attr.family.youngest-child-birth"], static (c, _) =>
            NumberOf(c, "family.children") == 0 && DateOf(c, "family.youngest-child-birth") is { } child ? [child] : null),
        new ConsistencyRule("consistency.family-size", ["attr.family.size", "attr.family.children"], static (c, _) =>
            NumberOf(c, "family.size") is { } size && NumberOf(c, "family.children") is { } children && children >= size ? [(long)size, (long)children] : null),
        new ConsistencyRule("consistency.single-with-anniversary", ["attr.family.marital-status", "attr.family.anniversary"], static (c, _) =>
            c.Attribute("family.marital-status") == "single" && DateOf(c, "family.anniversary") is { } day ? [day] : null),
        new ConsistencyRule("consistency.profit-above-revenue", ["attr.business.annual-profit", "attr.business.annual-revenue"], static (c, _) =>
            NumberOf(c, "business.annual-profit") is { } profit && NumberOf(c, "business.annual-revenue") is { } revenue && profit > revenue ? [(double)profit, (double)revenue] : null),
        new ConsistencyRule("consistency.phone-country", ["phone", "country"], static (c, _) =>
            c.Phone is ['+', ..] && PhoneRegion.Of(c.Country) is { } region && !c.Phone.AsSpan(1).StartsWith(region.CallingCode) ? [c.Phone, c.Country!, region.CallingCode] : null),
        new ConsistencyRule("consistency.postal-code", ["address", "country"], static (c, _) =>
            c.Address?.PostalCode is { } code && c.Country is { } country && PostalCodeOf(country) is { } form && !form.IsMatch(code) ? [code, country] : null),
        new ConsistencyRule("consistency.main-email", ["email"], static (c, _) => MainUnusable(c.Email, c.EmailState, ContactPointKind.Email, c)),
        new ConsistencyRule("consistency.main-phone", ["phone"], static (c, _) => MainUnusable(c.Phone, c.PhoneState, ContactPointKind.Phone, c)),
        new ConsistencyRule("consistency.known-ahead", ["sources"], static (c, asOf) =>
            c.Sources.FirstOrDefault(source => source.KnownOn > asOf.Date) is { } source ? [source.Field, source.KnownOn!.Value] : null),
    ];

    /// <summary>A date that cannot lie before so many years after the birth or foundation.</summary>
    private static ConsistencyRule Since(string code, string attribute, int years) => new(
        code,
        [AttributeDefinition.Prefix + attribute, "birth"],
        (c, _) => DateOf(c, attribute) is { } day && Birthday(c) is { } born && day < born.PlusYears(years) ? [day, born] : null);

    private static ReasonArg[]? MainUnusable(string? main, ContactPointState state, ContactPointKind kind, Customer customer) =>
        main is not null && state is ContactPointState.Bounced or ContactPointState.DoNotUse && customer.ContactPoints.FirstOrDefault(point => point.Kind == kind && point.IsUsable) is { } better
            ? [main!, better.Value]
            : null;

    private static LocalDate? Birthday(Customer customer) =>
        customer.Birth is { Calendar: BirthCalendar.Gregorian, Year: { } year } birth ? new LocalDate(year, birth.Month, birth.Day) : null;

    private static LocalDate? DateOf(Customer customer, string attribute) =>
        customer.Attribute(attribute) is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    private static decimal? NumberOf(Customer customer, string attribute) =>
        decimal.TryParse(customer.Attribute(attribute), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    /// <summary>The form of a country's postal codes as the Universal Postal Union lists them; null where it is not known here.</summary>
    private static Regex? PostalCodeOf(string country) => country switch
    {
        "CN" => SixDigits(),
        "US" => UnitedStates(),
        "DE" or "FR" or "IT" or "ES" => FiveDigits(),
        "JP" => Japan(),
        "GB" => UnitedKingdom(),
        "CA" => Canada(),
        _ => null,
    };

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[0-9]{5}$")]
    private static partial Regex FiveDigits();

    [GeneratedRegex("^[0-9]{5}(-[0-9]{4})?$")]
    private static partial Regex UnitedStates();

    [GeneratedRegex("^[0-9]{3}-?[0-9]{4}$")]
    private static partial Regex Japan();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnitedKingdom();

    [GeneratedRegex("^[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Canada();
}
