namespace Crm.Sdk;

/// <summary>The id of a hold of points (积分冻结). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct PointsHoldId(Guid Value) : IComparable<PointsHoldId>
{
    /// <summary>The id of the hold that a key of a programme names: always the same. Thread-safe.</summary>
    public static PointsHoldId Of(string programme, string key) => new(NamedGuid.Of("points-hold", programme, key));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(PointsHoldId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a hold of points. The kind is not checked.</summary>
    public static explicit operator PointsHoldId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a hold of points. The kind is not checked.</summary>
    public static PointsHoldId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(PointsHoldId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PointsHoldId left, PointsHoldId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PointsHoldId left, PointsHoldId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(PointsHoldId left, PointsHoldId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(PointsHoldId left, PointsHoldId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
