namespace Crm.Sdk;

/// <summary>The id of an entitlement of a member (会员权益). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID, of version 8: it is made of names.</param>
public readonly record struct EntitlementId(Guid Value) : IComparable<EntitlementId>
{
    /// <summary>The id of the entitlement that a key names: always the same. Thread-safe.</summary>
    public static EntitlementId Of(string key) => new(NamedGuid.Of("entitlement", key));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(EntitlementId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an entitlement of a member. The kind is not checked.</summary>
    public static explicit operator EntitlementId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of an entitlement of a member. The kind is not checked.</summary>
    public static EntitlementId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(EntitlementId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(EntitlementId left, EntitlementId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(EntitlementId left, EntitlementId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(EntitlementId left, EntitlementId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(EntitlementId left, EntitlementId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
