using NodaTime;

namespace Crm.Sdk.Timelines;

/// <summary>A place in the order of a timeline: by instant, then by id, both falling.</summary>
/// <param name="At">The instant.</param>
/// <param name="Id">The id of the record.</param>
public readonly record struct TimelineCursor(Instant At, RecordId Id) : IComparable<TimelineCursor>
{
    /// <summary>Compares by instant, then by id.</summary>
    public int CompareTo(TimelineCursor other) => At.CompareTo(other.At) is not 0 and var byInstant ? byInstant : Id.CompareTo(other.Id);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(TimelineCursor left, TimelineCursor right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(TimelineCursor left, TimelineCursor right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(TimelineCursor left, TimelineCursor right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(TimelineCursor left, TimelineCursor right) => left.CompareTo(right) >= 0;
}
