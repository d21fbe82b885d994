namespace Crm.Sdk;

/// <summary>The id of an assessment of a customer's loyalty (忠诚评估). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The version 7 UUID.</param>
public readonly record struct LoyaltyAssessmentId(Guid Value) : IComparable<LoyaltyAssessmentId>
{
    /// <summary>Makes a new id, greater than every id this process made before. Thread-safe.</summary>
    public static LoyaltyAssessmentId New() => new(MonotonicGuid.Next());

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(LoyaltyAssessmentId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an assessment of a customer's loyalty. The kind is not checked.</summary>
    public static explicit operator LoyaltyAssessmentId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an assessment of a customer's loyalty. The kind is not checked.</summary>
    public static LoyaltyAssessmentId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(LoyaltyAssessmentId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(LoyaltyAssessmentId left, LoyaltyAssessmentId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(LoyaltyAssessmentId left, LoyaltyAssessmentId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(LoyaltyAssessmentId left, LoyaltyAssessmentId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(LoyaltyAssessmentId left, LoyaltyAssessmentId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
