using System.Globalization;

namespace Crm.Sdk;

/// <summary>An exact amount of money: a whole number of its currency's minor units.</summary>
/// <remarks>
/// There is no silent rounding: an amount with more digits than the currency's minor unit is refused, and arithmetic that leaves the range
/// throws. Amounts of two currencies never add or compare; convert at a stated rate first. Immutable and thread-safe.
/// </remarks>
public readonly record struct Money : IComparable<Money>
{
    private Money(long minorUnits, Currency currency)
    {
        MinorUnits = minorUnits;
        Currency = currency;
    }

    /// <summary>The amount in minor units, for example 1177 for 11.77 USD.</summary>
    public long MinorUnits { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>The amount in units, for example 11.77.</summary>
    public decimal Amount => (decimal)MinorUnits / Currency.MinorUnitsPerUnit;

    /// <summary>Makes an amount of whole minor units.</summary>
    /// <exception cref="CrmException">CRM1010: the currency is <see cref="Currency.None"/>.</exception>
    public static Money OfMinor(long minorUnits, Currency currency) =>
        currency == Currency.None
            ? throw new CrmException(ErrorCodes.UnknownCurrency, "Money needs a currency; give an ISO 4217 code such as CNY.")
            : new Money(minorUnits, currency);

    /// <summary>Makes an amount of units.</summary>
    /// <param name="amount">The amount, with no more digits than the currency's minor unit has.</param>
    /// <param name="currency">The currency.</param>
    /// <exception cref="CrmException">CRM1011: more digits than the minor unit, or out of range.</exception>
    public static Money Of(decimal amount, Currency currency)
    {
        decimal minor = amount * currency.MinorUnitsPerUnit;
        return decimal.Truncate(minor) != minor
            ? throw new CrmException(ErrorCodes.BadAmount, $"{amount.ToString(CultureInfo.InvariantCulture)} {currency} has more than the {currency.Digits} digits of the currency's minor unit; round it first.")
            : OfMinor(ToRange(minor, currency), currency);
    }

    /// <summary>Makes an amount of units in the currency with a code.</summary>
    /// <inheritdoc cref="Of(decimal, Currency)"/>
    public static Money Of(decimal amount, string currency) => Of(amount, Currency.Parse(currency));

    /// <summary>Makes an amount of units, rounded once to the minor unit.</summary>
    /// <param name="amount">The amount, with any digits.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="rounding">How halves are rounded; away from zero by default, as invoices do.</param>
    /// <exception cref="CrmException">CRM1011: out of range.</exception>
    public static Money Round(decimal amount, Currency currency, MidpointRounding rounding = MidpointRounding.AwayFromZero)
    {
        decimal minor;
        try
        {
            minor = decimal.Round(amount * currency.MinorUnitsPerUnit, 0, rounding);
        }
        catch (OverflowException)
        {
            throw OutOfRange(amount, currency);
        }

        return OfMinor(ToRange(minor, currency), currency);
    }

    /// <summary>No money, in a currency.</summary>
    public static Money Zero(Currency currency) => OfMinor(0, currency);

    /// <summary>The sum of two amounts of one currency.</summary>
    /// <exception cref="CrmException">CRM1012: two currencies. CRM1011: out of range.</exception>
    public static Money operator +(Money left, Money right) => Combine(left, right, static (a, b) => checked(a + b), "added");

    /// <summary>The difference of two amounts of one currency.</summary>
    /// <exception cref="CrmException">CRM1012: two currencies. CRM1011: out of range.</exception>
    public static Money operator -(Money left, Money right) => Combine(left, right, static (a, b) => checked(a - b), "subtracted");

    /// <summary>The amount with the other sign.</summary>
    public static Money operator -(Money value) => OfMinor(checked(-value.MinorUnits), value.Currency);

    /// <inheritdoc cref="op_Addition"/>
    public static Money Add(Money left, Money right) => left + right;

    /// <inheritdoc cref="op_Subtraction"/>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <inheritdoc cref="op_UnaryNegation"/>
    public static Money Negate(Money value) => -value;

    /// <summary>Whether <paramref name="left"/> is less. Refuses two currencies (CRM1012).</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is more. Refuses two currencies (CRM1012).</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not more. Refuses two currencies (CRM1012).</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not less. Refuses two currencies (CRM1012).</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="CrmException">CRM1012: two currencies.</exception>
    public int CompareTo(Money other) => Currency == other.Currency ? MinorUnits.CompareTo(other.MinorUnits) : throw Mismatch(this, other, "compared");

    /// <summary>The amount with the currency's digits and its code, in the invariant culture, for example <c>11.77 USD</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount.ToString("F" + Currency.Digits, CultureInfo.InvariantCulture)} {Currency}");

    private static Money Combine(Money left, Money right, Func<long, long, long> how, string verb)
    {
        if (left.Currency != right.Currency)
        {
            throw Mismatch(left, right, verb);
        }

        try
        {
            return OfMinor(how(left.MinorUnits, right.MinorUnits), left.Currency);
        }
        catch (OverflowException)
        {
            throw new CrmException(ErrorCodes.BadAmount, $"{left} and {right} cannot be {verb}: the result is out of range.");
        }
    }

    private static long ToRange(decimal minor, Currency currency) =>
        minor is <= long.MaxValue and >= long.MinValue ? (long)minor : throw OutOfRange(minor / currency.MinorUnitsPerUnit, currency);

    private static CrmException OutOfRange(decimal amount, Currency currency) =>
        new(ErrorCodes.BadAmount, $"{amount.ToString(CultureInfo.InvariantCulture)} {currency} is out of range; amounts take 64 bits of minor units.");

    private static CrmException Mismatch(Money left, Money right, string verb) =>
        new(ErrorCodes.CurrencyMismatch, $"{left} and {right} cannot be {verb}: convert one of them at a stated rate and date first.");
}
