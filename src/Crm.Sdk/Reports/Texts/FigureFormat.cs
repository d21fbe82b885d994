using System.Globalization;

namespace Crm.Sdk.Reports;

/// <summary>How reports write figures, alike in all languages: a point before decimals, commas between thousands.</summary>
internal static class FigureFormat
{
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage; one that would round to nothing is shown as less than the least.</summary>
    public static string Percent(double share, int digits = 1) => share is > 0 and < 0.0005 && digits == 1
        ? "<0.1%"
        : (share * 100).ToString(digits == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + "%";

    public static string Amount(Money amount) =>
        $"{amount.Amount.ToString("N" + amount.Currency.Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {amount.Currency}";
}
