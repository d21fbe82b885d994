using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Crm.Sdk.Customers;

/// <summary>Checks country codes: the 249 of ISO 3166-1 alpha-2, in upper case.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CountryNormalizer
{
    private static readonly FrozenSet<string> Codes = (
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ " +
        "BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
        "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ " +
        "DE DJ DK DM DO DZ " +
        "EC EE EG EH ER ES ET " +
        "FI FJ FK FM FO FR " +
        "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY " +
        "HK HM HN HR HT HU " +
        "ID IE IL IM IN IO IQ IR IS IT " +
        "JE JM JO JP " +
        "KE KG KH KI KM KN KP KR KW KY KZ " +
        "LA LB LC LI LK LR LS LT LU LV LY " +
        "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ " +
        "NA NC NE NF NG NI NL NO NP NR NU NZ " +
        "OM " +
        "PA PE PF PG PH PK PL PM PN PR PS PT PW PY " +
        "QA " +
        "RE RO RS RU RW " +
        "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ " +
        "TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
        "UA UG UM US UY UZ " +
        "VA VC VE VG VI VN VU " +
        "WF WS " +
        "YE YT " +
        "ZA ZM ZW").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Brings a country code to its kept form.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="field">The field's name, for the error.</param>
    /// <exception cref="CrmException">CRM1030: it is no country code; the message names field, value and rule.</exception>
    public static string Normalize(string text, string field = "country") =>
        TryNormalize(text, out string? country, out string? rule) ? country : throw FieldRule.Broken(field, text, rule);

    /// <summary>Brings a country code to its kept form without raising an error.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="country">Two upper-case letters.</param>
    /// <param name="rule">The rule that it breaks, as half a sentence.</param>
    public static bool TryNormalize(string text, [NotNullWhen(true)] out string? country, [NotNullWhen(false)] out string? rule)
    {
        ArgumentNullException.ThrowIfNull(text);
        string code = HalfWidth.Of(text).Trim().ToUpperInvariant();
        bool known = Codes.Contains(code);
        country = known ? code : null;
        rule = known ? null : code == "UK" ? "the code of the United Kingdom is GB" : "a country is given by two letters of ISO 3166-1, such as CN, US or DE";
        return known;
    }
}
