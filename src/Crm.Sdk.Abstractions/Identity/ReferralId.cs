namespace Crm.Sdk;

/// <summary>The id of a referral (推荐). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID, of version 8: it is made of names.</param>
public readonly record struct ReferralId(Guid Value) : IComparable<ReferralId>
{
    /// <summary>The id of the referral of a customer to a programme: always the same, so that of two who claim one customer one conflicts. Thread-safe.</summary>
    public static ReferralId Of(string programme, CustomerId referred) => new(NamedGuid.Of("referral", programme, referred.ToString()));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(ReferralId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a referral. The kind is not checked.</summary>
    public static explicit operator ReferralId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a referral. The kind is not checked.</summary>
    public static ReferralId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(ReferralId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(ReferralId left, ReferralId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(ReferralId left, ReferralId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(ReferralId left, ReferralId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(ReferralId left, ReferralId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
