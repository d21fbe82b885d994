namespace Crm.Sdk;

/// <summary>The id of a record of any kind: a version 7 UUID (RFC 9562), version 8 where it is derived of content; compared as its 16 bytes in big-endian order.</summary>
/// <remarks>
/// Typed ids (<see cref="CustomerId"/>, …) convert to it and are what application code uses. An id is never used twice, not even after
/// its record was deleted. Immutable and thread-safe.
/// </remarks>
/// <param name="Value">The UUID.</param>
public readonly record struct RecordId(Guid Value) : IComparable<RecordId>
{
    /// <summary>Makes a new id, greater than every id this process made before (monotonic within the process). Thread-safe.</summary>
    public static RecordId New() => new(MonotonicGuid.Next());

    /// <summary>Compares by the 16 big-endian bytes, the order every store sorts by.</summary>
    public int CompareTo(RecordId other) => Value.CompareTo(other.Value); // .NET compares field by field, which equals the big-endian byte order

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(RecordId left, RecordId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(RecordId left, RecordId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(RecordId left, RecordId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(RecordId left, RecordId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
