namespace Crm.Sdk.Customers;

/// <summary>How the numbers of one country are built: what is needed to tell a full national number from a local one and to write it in E.164.</summary>
/// <param name="Name">The country's name in messages.</param>
/// <param name="CallingCode">The country code of ITU-T E.164.</param>
/// <param name="Trunk">The digit dialled before an area code inside the country, or none.</param>
/// <param name="NeedsTrunk">Whether only the trunk digit tells a national number from a local one.</param>
/// <param name="Abroad">What is dialled before a country code, beside 00.</param>
/// <param name="LocalDigits">The most digits of a number without area code; 0 where there are no areas.</param>
/// <param name="IsNational">Whether digits without trunk and country code are a full number of the country.</param>
/// <param name="Shape">What a full number looks like, for messages.</param>
internal sealed record PhoneRegion(
    string Name, string CallingCode, string Trunk, bool NeedsTrunk, string Abroad, int LocalDigits, Func<string, bool> IsNational, string Shape)
{
    // The numbering plans as the national regulators publish them, as far as telling numbers apart needs it.
    private static readonly PhoneRegion NorthAmerica = new(
        "North America", "1", "1", false, "011", 7, IsNorthAmerican, "ten digits, neither area code nor exchange beginning with 0 or 1");

    private static readonly Dictionary<string, PhoneRegion> ByCountry = new(StringComparer.Ordinal)
    {
        ["CN"] = new("China", "86", "0", false, "00", 8, IsChinese, "eleven digits from 13 to 19 for a mobile, or an area code and seven or eight digits"),
        ["HK"] = new("Hong Kong", "852", string.Empty, false, "001", 0, static n => n.Length == 8 && n[0] >= '2', "eight digits from 2 to 9"),
        ["TW"] = new("Taiwan", "886", "0", false, "002", 8, IsTaiwanese, "nine digits from 9 for a mobile, or an area code and six to eight digits"),
        ["US"] = NorthAmerica,
        ["CA"] = NorthAmerica,
        ["GB"] = new("the United Kingdom", "44", "0", false, "00", 8, static n => n.Length is 9 or 10 && n[0] is not ('0' or '4' or '6') && (n[0] != '7' || n.Length == 10), "nine or ten digits after the 0"),
        ["DE"] = new("Germany", "49", "0", true, "00", 9, static n => n.Length is >= 6 and <= 13 && n[0] != '0', "six to thirteen digits after the 0"),
        ["JP"] = new("Japan", "81", "0", false, "010", 8, IsJapanese, "nine digits after the 0, or ten from 20, 50, 60, 70, 80 or 90"),
    };

    private static readonly PhoneRegion[] All = [.. ByCountry.Values.Distinct()];

    /// <summary>The region of a country, or null where its numbering plan is not known here.</summary>
    public static PhoneRegion? Of(string? country) => country is null ? null : ByCountry.GetValueOrDefault(country);

    /// <summary>The region whose country code an international number begins with, or null.</summary>
    public static PhoneRegion? OfInternational(string digits) => Array.Find(All, region => digits.StartsWith(region.CallingCode, StringComparison.Ordinal));

    private static bool IsChinese(string n) => n.Length switch
    {
        11 when n[0] == '1' => n[1] >= '3',
        10 when n.StartsWith("400", StringComparison.Ordinal) || n.StartsWith("800", StringComparison.Ordinal) => true,
        10 when n.StartsWith("10", StringComparison.Ordinal) || n[0] == '2' => IsSubscriber(n[2]),
        10 or 11 => n[0] >= '3' && IsSubscriber(n[3]),
        _ => false,
    };

    private static bool IsSubscriber(char first) => first is >= '2' and <= '8';

    private static bool IsTaiwanese(string n) => n[0] switch
    {
        '9' => n.Length == 9,
        >= '2' and <= '8' => n.Length is 8 or 9,
        _ => false,
    };

    private static bool IsNorthAmerican(string n) =>
        n.Length == 10 && n[0] >= '2' && n[3] >= '2' && n[1..3] != "11" && n[4..6] != "11";

    private static bool IsJapanese(string n) => n[0] != '0' && n.Length switch
    {
        9 => true,
        10 => n[1] == '0' && n[0] is '2' or '5' or '6' or '7' or '8' or '9',
        _ => false,
    };
}
