namespace Crm.Sdk;

/// <summary>The id of a coupon (优惠券). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID, of version 8: it is made of names.</param>
public readonly record struct CouponId(Guid Value) : IComparable<CouponId>
{
    /// <summary>The id of the coupon that a key names: always the same. Thread-safe.</summary>
    public static CouponId Of(string key) => new(NamedGuid.Of("coupon", key));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(CouponId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a coupon. The kind is not checked.</summary>
    public static explicit operator CouponId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a coupon. The kind is not checked.</summary>
    public static CouponId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(CouponId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(CouponId left, CouponId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(CouponId left, CouponId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(CouponId left, CouponId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(CouponId left, CouponId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
