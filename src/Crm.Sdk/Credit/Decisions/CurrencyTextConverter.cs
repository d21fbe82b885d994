namespace Crm.Sdk.Credit;

/// <summary>Writes a currency as its code.</summary>
internal sealed class CurrencyTextConverter : TextConverter<Currency>
{
    protected override Currency Parse(string text) => Currency.Parse(text);

    protected override string Format(Currency value) => value.Code;
}
