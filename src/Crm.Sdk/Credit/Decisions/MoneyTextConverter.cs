using System.Globalization;

namespace Crm.Sdk.Credit;

/// <summary>Writes money as <c>12.50 CNY</c>.</summary>
internal sealed class MoneyTextConverter : TextConverter<Money>
{
    protected override Money Parse(string text) => text.Split(' ') is [var amount, var currency]
        ? Money.Of(decimal.Parse(amount, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), currency)
        : throw new FormatException("an amount is a number, a blank and a currency");

    protected override string Format(Money value) => value.ToString();
}
