namespace Crm.Sdk;

/// <summary>The id of an account of points (积分账户). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct PointsAccountId(Guid Value) : IComparable<PointsAccountId>
{
    /// <summary>The id of the account of a customer in a wallet: always the same, so that two who open it at once meet. Thread-safe.</summary>
    public static PointsAccountId Of(string programme, string wallet, CustomerId customer) => new(NamedGuid.Of("points-account", programme, wallet, customer.ToString()));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(PointsAccountId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an account of points. The kind is not checked.</summary>
    public static explicit operator PointsAccountId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an account of points. The kind is not checked.</summary>
    public static PointsAccountId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(PointsAccountId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PointsAccountId left, PointsAccountId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PointsAccountId left, PointsAccountId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(PointsAccountId left, PointsAccountId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(PointsAccountId left, PointsAccountId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
