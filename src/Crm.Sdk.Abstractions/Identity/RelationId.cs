namespace Crm.Sdk;

/// <summary>The id of a relation between customers (客户关系). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID: version 7, or version 8 where it is derived of type and child (<see cref="Customers.Relation"/>).</param>
public readonly record struct RelationId(Guid Value) : IComparable<RelationId>
{
    /// <summary>Makes a new id, greater than every id this process made before. Thread-safe.</summary>
    public static RelationId New() => new(MonotonicGuid.Next());

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(RelationId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a relation between customers. The kind is not checked.</summary>
    public static explicit operator RelationId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a relation between customers. The kind is not checked.</summary>
    public static RelationId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(RelationId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(RelationId left, RelationId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(RelationId left, RelationId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(RelationId left, RelationId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(RelationId left, RelationId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
