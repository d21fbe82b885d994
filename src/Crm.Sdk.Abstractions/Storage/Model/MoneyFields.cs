namespace Crm.Sdk.Storage;

/// <summary>The two fields in which a kind keeps an amount: minor units, and the currency's code.</summary>
internal sealed class MoneyFields<T>
    where T : class
{
    private readonly FieldHandle<long?> _minor;
    private readonly FieldHandle<string?> _currency;

    public MoneyFields(FieldSetBuilder<T> kind, FieldId amount, FieldId currency, Func<T, Money?> get)
    {
        _minor = kind.Int(amount, entity => get(entity)?.MinorUnits);
        _currency = kind.Text(currency, entity => get(entity)?.Currency.Code, maxLength: 3);
    }

    public Money? Read(StoredRow row) => row.Get(_minor) is { } minor ? Money.OfMinor(minor, Currency.Parse(row.Need(_currency))) : null;

    public Money Need(StoredRow row) => Money.OfMinor(row.Need(_minor), Currency.Parse(row.Need(_currency)));
}
