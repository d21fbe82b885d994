namespace Crm.Sdk;

/// <summary>The id of an earning of points (积分计算明细). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct PointsEarningId(Guid Value) : IComparable<PointsEarningId>
{
    /// <summary>The id of the earning of a document: always the same, so that two who settle it at once meet. Thread-safe.</summary>
    public static PointsEarningId Of(string programme, Loyalty.EarningSource source, RecordId document) => new(NamedGuid.Of("points-earning", programme, ((int)source).ToString(System.Globalization.CultureInfo.InvariantCulture), document.ToString()));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(PointsEarningId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an earning of points. The kind is not checked.</summary>
    public static explicit operator PointsEarningId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an earning of points. The kind is not checked.</summary>
    public static PointsEarningId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(PointsEarningId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PointsEarningId left, PointsEarningId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PointsEarningId left, PointsEarningId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(PointsEarningId left, PointsEarningId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(PointsEarningId left, PointsEarningId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
