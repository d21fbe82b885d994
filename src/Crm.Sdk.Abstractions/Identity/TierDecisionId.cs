namespace Crm.Sdk;

/// <summary>The id of a decision on a tier (等级变动). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct TierDecisionId(Guid Value) : IComparable<TierDecisionId>
{
    /// <summary>The id of the decision of a number, from 1 on, on a member: always the same, so that two who decide at once meet. Thread-safe.</summary>
    public static TierDecisionId Of(string programme, CustomerId customer, int number) => new(NamedGuid.Of("tier-decision", programme, customer.ToString(), number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(TierDecisionId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a decision on a tier. The kind is not checked.</summary>
    public static explicit operator TierDecisionId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a decision on a tier. The kind is not checked.</summary>
    public static TierDecisionId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(TierDecisionId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(TierDecisionId left, TierDecisionId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(TierDecisionId left, TierDecisionId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(TierDecisionId left, TierDecisionId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(TierDecisionId left, TierDecisionId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
