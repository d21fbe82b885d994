namespace Crm.Sdk;

/// <summary>The id of a membership of a loyalty programme (会员). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: of version 8 where it is made of names, else of version 7.</param>
public readonly record struct LoyaltyMembershipId(Guid Value) : IComparable<LoyaltyMembershipId>
{
    /// <summary>The id of the membership of a customer: always the same, so that two who enrol it at once meet. Thread-safe.</summary>
    public static LoyaltyMembershipId Of(string programme, CustomerId customer) => new(NamedGuid.Of("loyalty-membership", programme, customer.ToString()));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(LoyaltyMembershipId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a membership. The kind is not checked.</summary>
    public static explicit operator LoyaltyMembershipId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a membership. The kind is not checked.</summary>
    public static LoyaltyMembershipId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(LoyaltyMembershipId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(LoyaltyMembershipId left, LoyaltyMembershipId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(LoyaltyMembershipId left, LoyaltyMembershipId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(LoyaltyMembershipId left, LoyaltyMembershipId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(LoyaltyMembershipId left, LoyaltyMembershipId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
