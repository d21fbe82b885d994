using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Amounts and months as the commands on loyalty take and write them.</summary>
internal static class LoyaltyAmounts
{
    /// <summary>An amount such as <c>12.50 CNY</c>, or null.</summary>
    public static Money? Amount(string? text, string option) => Read(text, option, Money.Of);

    /// <summary>A price to six decimals such as <c>0.008 CNY</c>, or null.</summary>
    public static UnitPrice? Price(string? text, string option) => Read(text, option, UnitPrice.Of);

    /// <summary>A month as <c>2026-06</c>; null for never.</summary>
    public static string? Text(YearMonth? month) => month is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.Year:0000}-{known.Month:00}") : null;

    private static T? Read<T>(string? text, string option, Func<decimal, string, T> make)
        where T : struct => text is null ? null
        : text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var amount, var currency]
            && decimal.TryParse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? make(number, currency)
            : throw new CallException($"{option}: '{text}' is no amount; give a number and a currency such as '12.50 CNY'.");
}
