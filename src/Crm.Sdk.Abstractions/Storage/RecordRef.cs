namespace Crm.Sdk.Storage;

/// <summary>Points to a record: its kind and its id.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Id">The id.</param>
public readonly record struct RecordRef(RecordKind Kind, RecordId Id) : IComparable<RecordRef>
{
    /// <summary>Compares by kind, then by id: the order in which conflicts are reported.</summary>
    public int CompareTo(RecordRef other) => Kind.CompareTo(other.Kind) is not 0 and var byKind ? byKind : Id.CompareTo(other.Id);

    /// <summary>Whether <paramref name="left"/> sorts before.</summary>
    public static bool operator <(RecordRef left, RecordRef right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after.</summary>
    public static bool operator >(RecordRef left, RecordRef right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after.</summary>
    public static bool operator <=(RecordRef left, RecordRef right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before.</summary>
    public static bool operator >=(RecordRef left, RecordRef right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Id}";
}
