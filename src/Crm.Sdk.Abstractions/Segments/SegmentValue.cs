using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Segments;

/// <summary>A value that a segment compares with, as it is written: a text, a number or a truth value. What it is compared with says how it is read.</summary>
/// <remarks>Dates, instants, ids and relative dates (<see cref="RelativeDate"/>) are texts. Immutable and thread-safe.</remarks>
public readonly record struct SegmentValue
{
    private SegmentValue(string? text, decimal? number, bool? truth) => (Text, Number, Truth) = (text, number, truth);

    /// <summary>The text, or null where it is none.</summary>
    public string? Text { get; }

    /// <summary>The number, or null where it is none.</summary>
    public decimal? Number { get; }

    /// <summary>The truth value, or null where it is none.</summary>
    public bool? Truth { get; }

    /// <summary>A text.</summary>
    public static SegmentValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SegmentValue(text, null, null);
    }

    /// <summary>A number.</summary>
    public static SegmentValue Of(decimal number) => new(null, number, null);

    /// <summary>A truth value.</summary>
    public static SegmentValue Of(bool truth) => new(null, null, truth);

    /// <summary>A date.</summary>
    public static SegmentValue Of(LocalDate date) => Of(LocalDatePattern.Iso.Format(date));

    /// <summary>An instant.</summary>
    public static SegmentValue Of(Instant instant) => Of(InstantPattern.ExtendedIso.Format(instant));

    /// <summary>A text.</summary>
    public static implicit operator SegmentValue(string text) => Of(text);

    /// <summary>A number.</summary>
    public static implicit operator SegmentValue(decimal number) => Of(number);

    /// <summary>A number.</summary>
    public static implicit operator SegmentValue(long number) => Of(number);

    /// <summary>A number.</summary>
    public static implicit operator SegmentValue(int number) => Of((decimal)number);

    /// <summary>A truth value.</summary>
    public static implicit operator SegmentValue(bool truth) => Of(truth);

    /// <summary>A date.</summary>
    public static implicit operator SegmentValue(LocalDate date) => Of(date);

    /// <summary>The value for messages.</summary>
    public override string ToString() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? (Truth is { } truth ? (truth ? "true" : "false") : "null");
}
