namespace Crm.Sdk;

/// <summary>The id of a lot of points (积分批次). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The version 7 UUID.</param>
public readonly record struct PointsLotId(Guid Value) : IComparable<PointsLotId>
{
    /// <summary>Makes a new id, greater than every id this process made before. Thread-safe.</summary>
    public static PointsLotId New() => new(MonotonicGuid.Next());

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(PointsLotId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a lot of points. The kind is not checked.</summary>
    public static explicit operator PointsLotId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a lot of points. The kind is not checked.</summary>
    public static PointsLotId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(PointsLotId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PointsLotId left, PointsLotId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PointsLotId left, PointsLotId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(PointsLotId left, PointsLotId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(PointsLotId left, PointsLotId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
