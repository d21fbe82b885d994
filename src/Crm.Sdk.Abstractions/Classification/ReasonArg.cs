using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Classification;

/// <summary>A typed argument of a reason: a number, an amount, a date or a text. Values convert to it by themselves; nothing is boxed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public readonly record struct ReasonArg : ISpanFormattable
{
    private readonly string? _text;
    private readonly long _bits;
    private readonly Currency _currency;

    private ReasonArg(ReasonArgKind kind, long bits, string? text = null, Currency currency = default)
    {
        Kind = kind;
        _bits = bits;
        _text = text;
        _currency = currency;
    }

    /// <summary>The argument's type.</summary>
    public ReasonArgKind Kind { get; }

    /// <summary>The text; empty for another kind.</summary>
    public string Text => _text ?? string.Empty;

    /// <summary>The whole number; 0 for another kind.</summary>
    public long Whole => Kind == ReasonArgKind.Whole ? _bits : 0;

    /// <summary>The number, also of a whole one; 0 for another kind.</summary>
    public double Number => Kind == ReasonArgKind.Number ? BitConverter.Int64BitsToDouble(_bits) : Whole;

    /// <summary>The amount; the uninitialised one for another kind.</summary>
    public Money Money => Kind == ReasonArgKind.Money ? Money.OfMinor(_bits, _currency) : default;

    /// <summary>The date; 0001-01-01 for another kind.</summary>
    public LocalDate Date => Kind == ReasonArgKind.Date ? DayNumber.ToDate((int)_bits) : default;

    /// <summary>An argument that is a text.</summary>
    public static implicit operator ReasonArg(string text) => FromString(text);

    /// <summary>An argument that is a whole number.</summary>
    public static implicit operator ReasonArg(int number) => FromInt64(number);

    /// <summary>An argument that is a whole number.</summary>
    public static implicit operator ReasonArg(long number) => FromInt64(number);

    /// <summary>An argument that is a number.</summary>
    public static implicit operator ReasonArg(double number) => FromDouble(number);

    /// <summary>An argument that is an amount of money.</summary>
    public static implicit operator ReasonArg(Money amount) => FromMoney(amount);

    /// <summary>An argument that is a date.</summary>
    public static implicit operator ReasonArg(LocalDate date) => FromLocalDate(date);

    /// <summary>An argument that is a category, as the text of its name.</summary>
    public static implicit operator ReasonArg(Category category) => FromCategory(category);

    /// <summary>An argument that is a text.</summary>
    public static ReasonArg FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ReasonArg(ReasonArgKind.Text, 0, text);
    }

    /// <summary>An argument that is a whole number.</summary>
    public static ReasonArg FromInt64(long number) => new(ReasonArgKind.Whole, number);

    /// <summary>An argument that is a number.</summary>
    public static ReasonArg FromDouble(double number) => new(ReasonArgKind.Number, BitConverter.DoubleToInt64Bits(number));

    /// <summary>An argument that is an amount of money.</summary>
    public static ReasonArg FromMoney(Money amount) => new(ReasonArgKind.Money, amount.MinorUnits, null, amount.Currency);

    /// <summary>An argument that is a date of the ISO calendar.</summary>
    public static ReasonArg FromLocalDate(LocalDate date) => new(ReasonArgKind.Date, DayNumber.Of(date));

    /// <summary>An argument that is a category, as the text of its name.</summary>
    public static ReasonArg FromCategory(Category category) => FromString(category.Name);

    /// <summary>The value for people.</summary>
    /// <param name="culture">How numbers and dates are written; the amount of money is followed by its currency's code.</param>
    public string ToString(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return Kind switch
        {
            ReasonArgKind.Whole => _bits.ToString("N0", culture),
            ReasonArgKind.Number => Number.ToString("#,0.##", culture),
            ReasonArgKind.Money => $"{Money.Amount.ToString("N" + _currency.Digits.ToString(CultureInfo.InvariantCulture), culture)} {_currency}",
            ReasonArgKind.Date => LocalDatePattern.Iso.Format(Date),
            _ => Text,
        };
    }

    /// <summary>The value in the invariant culture.</summary>
    public override string ToString() => ToString(CultureInfo.InvariantCulture);

    /// <summary>The value for people; the format is not looked at.</summary>
    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(formatProvider as CultureInfo ?? CultureInfo.InvariantCulture);

    /// <summary>Writes the value for people without making a text of it first; the format is not looked at.</summary>
    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        switch (Kind)
        {
            case ReasonArgKind.Whole:
                return _bits.TryFormat(destination, out charsWritten, "N0", provider ?? CultureInfo.InvariantCulture);
            case ReasonArgKind.Number when SmallNumber.TryFormat(Number, destination, out charsWritten, provider):
                return true;
            case ReasonArgKind.Date when IsoDay.TryFormat(Date, destination, out charsWritten):
                return true;
            case ReasonArgKind.Number:
                return Number.TryFormat(destination, out charsWritten, "#,0.##", provider ?? CultureInfo.InvariantCulture);
            default:
                string text = ToString(provider as CultureInfo ?? CultureInfo.InvariantCulture);
                charsWritten = text.TryCopyTo(destination) ? text.Length : 0;
                return text.Length <= destination.Length;
        }
    }
}
