using System.Globalization;
using NodaTime;

namespace Crm.Sdk.Import;

/// <summary>The current row of a table, and how its cells are read.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class TableRow(ImportTarget target, Cells cells, ImportRequest request)
{
    private readonly int _currency = target.PlaceOf("currency");

    public Cells Cells => cells;

    public CellTexts Texts { get; } = new(cells, request);

    /// <summary>The place of a column.</summary>
    public int this[string column] => target.PlaceOf(column);

    /// <summary>Whether the row says something on a column.</summary>
    public bool Has(string column) => cells.Has(target.PlaceOf(column));

    /// <summary>An amount in the row's currency, else the import's.</summary>
    public Money? Amount(int field) => cells.Raw(field).IsEmpty || Currency() is not { } currency ? null : cells.Amount(field, currency);

    /// <summary>A price in the row's currency, else the import's.</summary>
    public UnitPrice? Price(int field) =>
        cells.Raw(field).IsEmpty || Currency() is not { } currency || cells.Millionths(field) is not { } millionths ? null : UnitPrice.OfMillionths(millionths, currency);

    /// <summary>A number of any size, with an exponent where it needs one.</summary>
    public double? Real(int field)
    {
        ReadOnlySpan<byte> raw = cells.Raw(field);
        if (raw.IsEmpty)
        {
            return null;
        }

        if (double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
        {
            return number;
        }

        cells.Refuse(field, "a number has digits, one decimal point at most and perhaps an exponent, for example 0.95 or 1E-7");
        return null;
    }

    /// <summary>A length of time in whole seconds.</summary>
    public Duration? Seconds(int field) => cells.Whole(field, 0, long.MaxValue / NodaConstants.NanosecondsPerSecond) is { } seconds ? Duration.FromSeconds(seconds) : null;

    private Currency? Currency()
    {
        Currency? named = Texts.Currency(_currency) ?? request.Currency;
        if (named is null)
        {
            cells.Refuse(_currency, "the row names no currency and the import has none");
        }

        return named;
    }
}
