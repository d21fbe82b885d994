using System.Globalization;

namespace Crm.Sdk;

/// <summary>The price of one piece: a whole number of millionths of a currency's unit, so finer than the minor unit.</summary>
/// <remarks>A line's total is rounded to the minor unit once, by <see cref="Times"/>. Immutable and thread-safe.</remarks>
public readonly record struct UnitPrice
{
    private UnitPrice(long millionths, Currency currency)
    {
        Millionths = millionths;
        Currency = currency;
    }

    /// <summary>The price in millionths of the currency's unit.</summary>
    public long Millionths { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>The price in units.</summary>
    public decimal Amount => Millionths / 1_000_000m;

    /// <summary>Makes a price of whole millionths.</summary>
    /// <exception cref="CrmException">CRM1010: the currency is none.</exception>
    public static UnitPrice OfMillionths(long millionths, Currency currency) =>
        currency == Currency.None
            ? throw new CrmException(ErrorCodes.UnknownCurrency, "A price needs a currency; give an ISO 4217 code such as CNY.")
            : new UnitPrice(millionths, currency);

    /// <summary>Makes a price of units.</summary>
    /// <param name="amount">The price, with at most six decimals.</param>
    /// <param name="currency">The currency.</param>
    /// <exception cref="CrmException">CRM1011: more than six decimals, or out of range.</exception>
    public static UnitPrice Of(decimal amount, Currency currency) => OfMillionths(Scaled.Millionths(amount, "price"), currency);

    /// <summary>Makes a price of units in the currency with a code.</summary>
    /// <inheritdoc cref="Of(decimal, Currency)"/>
    public static UnitPrice Of(decimal amount, string currency) => Of(amount, Currency.Parse(currency));

    /// <summary>The price of a quantity, rounded once to the currency's minor unit.</summary>
    /// <param name="quantity">How many.</param>
    /// <param name="rounding">How halves are rounded; away from zero by default.</param>
    /// <exception cref="CrmException">CRM1011: out of range.</exception>
    public Money Times(Quantity quantity, MidpointRounding rounding = MidpointRounding.AwayFromZero) => Money.Round(Amount * quantity.Amount, Currency, rounding);

    /// <summary>The price and its currency's code, in the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
