using System.Buffers.Binary;
using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Storage;

/// <summary>The value of a stored field: null or one of the <see cref="FieldType"/>s, with one total order that every store keeps.</summary>
/// <remarks>Null sorts first; text by code point; ids by big-endian bytes. Immutable and thread-safe.</remarks>
public readonly struct FieldValue : IEquatable<FieldValue>, IComparable<FieldValue>
{
    private readonly ulong _high; // the number, or the first half of an id
    private readonly ulong _low;
    private readonly string? _text;

    private FieldValue(FieldType type, ulong high, ulong low = 0, string? text = null)
    {
        Type = type;
        _high = high;
        _low = low;
        _text = text;
    }

    /// <summary>No value.</summary>
    public static FieldValue Null => default;

    /// <summary>The value's type, <see cref="FieldType.Null"/> for none.</summary>
    public FieldType Type { get; }

    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Type == FieldType.Null;

    /// <summary>A truth value.</summary>
    public static FieldValue Of(bool value) => new(FieldType.Bool, value ? 1UL : 0UL);

    /// <summary>A whole number.</summary>
    public static FieldValue Of(long value) => new(FieldType.Int, (ulong)value);

    /// <summary>A whole number, or null.</summary>
    public static FieldValue Of(long? value) => value is { } number ? Of(number) : Null;

    /// <summary>A text, or null. It must be in canonical form (<see cref="CanonicalText"/>); the session sees to it.</summary>
    public static FieldValue Of(string? value) => value is null ? Null : new(FieldType.Text, 0, 0, value);

    /// <summary>An id.</summary>
    public static FieldValue Of(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new(FieldType.Id, BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
    }

    /// <summary>An id.</summary>
    public static FieldValue Of(RecordId value) => Of(value.Value);

    /// <summary>An id, or null.</summary>
    public static FieldValue Of(RecordId? value) => value is { } id ? Of(id.Value) : Null;

    /// <summary>An instant, floored to a microsecond.</summary>
    public static FieldValue Of(Instant value) => OfMicroseconds(value.ToUnixMicroseconds());

    /// <summary>An instant floored to a microsecond, or null.</summary>
    public static FieldValue Of(Instant? value) => value is { } instant ? Of(instant) : Null;

    /// <summary>An instant as microseconds since 1970-01-01T00:00Z.</summary>
    public static FieldValue OfMicroseconds(long microseconds) => new(FieldType.Instant, (ulong)microseconds);

    /// <summary>A date of the ISO calendar.</summary>
    public static FieldValue Of(LocalDate value) => OfDays(Period.DaysBetween(UnixEpoch, value));

    /// <summary>A date, or null.</summary>
    public static FieldValue Of(LocalDate? value) => value is { } date ? Of(date) : Null;

    /// <summary>A date as days since 1970-01-01.</summary>
    public static FieldValue OfDays(long days) => new(FieldType.Date, (ulong)days);

    /// <summary>A text that only the kind's own code understands, or null.</summary>
    public static FieldValue Opaque(string? value) => value is null ? Null : new(FieldType.Opaque, 0, 0, value);

    /// <summary>The truth value.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public bool AsBool() => Expect(FieldType.Bool)._high != 0;

    /// <summary>The whole number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public long AsInt() => (long)Expect(FieldType.Int)._high;

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string AsText() => Expect(FieldType.Text)._text!;

    /// <summary>The id.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public Guid AsId()
    {
        Expect(FieldType.Id);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _low);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The instant.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public Instant AsInstant() => InstantPrecision.FromUnixMicroseconds(AsMicroseconds());

    /// <summary>The instant as microseconds since 1970-01-01T00:00Z.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public long AsMicroseconds() => (long)Expect(FieldType.Instant)._high;

    /// <summary>The date.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public LocalDate AsDate() => UnixEpoch.PlusDays((int)AsDays());

    /// <summary>The date as days since 1970-01-01.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public long AsDays() => (long)Expect(FieldType.Date)._high;

    /// <summary>The opaque text.</summary>
    /// <exception cref="InvalidOperationException">The value is of another type.</exception>
    public string AsOpaque() => Expect(FieldType.Opaque)._text!;

    /// <summary>Compares by type (null first), then by value.</summary>
    public int CompareTo(FieldValue other)
    {
        if (Type != other.Type)
        {
            return ((int)Type).CompareTo((int)other.Type); // an enum's own CompareTo boxes
        }

        return Type switch
        {
            FieldType.Null => 0,
            FieldType.Text or FieldType.Opaque => CanonicalText.Compare(_text!, other._text!),
            FieldType.Id => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low),
            _ => ((long)_high).CompareTo((long)other._high),
        };
    }

    /// <summary>Whether type and value are equal. (Null equals null here; conditions see it otherwise, see <see cref="ConditionEvaluator"/>.)</summary>
    public bool Equals(FieldValue other) =>
        Type == other.Type && _high == other._high && _low == other._low && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, _high, _low, _text);

    /// <summary>Whether type and value are equal.</summary>
    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    /// <summary>Whether type or value differ.</summary>
    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    /// <summary>Whether <paramref name="left"/> sorts before.</summary>
    public static bool operator <(FieldValue left, FieldValue right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after.</summary>
    public static bool operator >(FieldValue left, FieldValue right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after.</summary>
    public static bool operator <=(FieldValue left, FieldValue right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before.</summary>
    public static bool operator >=(FieldValue left, FieldValue right) => left.CompareTo(right) >= 0;

    /// <summary>The value for messages and histories: <c>null</c>, <c>true</c>, a number, the text, an id, an ISO 8601 instant or date.</summary>
    public override string ToString() => Type switch
    {
        FieldType.Null => "null",
        FieldType.Bool => AsBool() ? "true" : "false",
        FieldType.Int => AsInt().ToString(CultureInfo.InvariantCulture),
        FieldType.Text or FieldType.Opaque => _text!,
        FieldType.Id => AsId().ToString("D"),
        FieldType.Instant => InstantPattern.ExtendedIso.Format(AsInstant()),
        _ => LocalDatePattern.Iso.Format(AsDate()),
    };

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="type">The type, not <see cref="FieldType.Null"/>.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="CrmException">CRM1030: it is not a value of that type in that form.</exception>
    public static FieldValue Parse(FieldType type, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return type switch
        {
            FieldType.Bool when text is "true" or "false" => Of(text == "true"),
            FieldType.Int when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => Of(number),
            FieldType.Text => Of(text),
            FieldType.Id when Guid.TryParseExact(text, "D", out Guid id) => Of(id),
            FieldType.Instant when InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant => Of(instant.Value),
            FieldType.Date when LocalDatePattern.Iso.Parse(text) is { Success: true } date => Of(date.Value),
            FieldType.Opaque => Opaque(text),
            _ => throw new CrmException(ErrorCodes.BadValue, $"'{text}' is no {type}."),
        };
    }

    private static LocalDate UnixEpoch => new(1970, 1, 1);

    private FieldValue Expect(FieldType type) =>
        Type == type ? this : throw new InvalidOperationException($"The field holds {Type}, not {type}.");
}
