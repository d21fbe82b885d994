namespace Crm.Sdk;

/// <summary>The id of a transaction of points (积分流水). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct PointsTransactionId(Guid Value) : IComparable<PointsTransactionId>
{
    /// <summary>The id of the transaction that a key of a programme names: always the same, so that a repetition meets the first. Thread-safe.</summary>
    public static PointsTransactionId Of(string programme, string key) => new(NamedGuid.Of("points-transaction", programme, key));

    /// <summary>Makes a new id, for a transaction that follows from the calendar and has no key. Thread-safe.</summary>
    public static PointsTransactionId New() => new(MonotonicGuid.Next());

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(PointsTransactionId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a transaction of points. The kind is not checked.</summary>
    public static explicit operator PointsTransactionId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a transaction of points. The kind is not checked.</summary>
    public static PointsTransactionId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(PointsTransactionId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PointsTransactionId left, PointsTransactionId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PointsTransactionId left, PointsTransactionId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(PointsTransactionId left, PointsTransactionId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(PointsTransactionId left, PointsTransactionId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
