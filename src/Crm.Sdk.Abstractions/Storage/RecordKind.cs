namespace Crm.Sdk.Storage;

/// <summary>Names a kind of record, for example <c>customer</c> or, of a plugin, <c>acme.visit</c>.</summary>
/// <remarks>Lower-case ASCII letters, digits, <c>-</c> and <c>.</c>; plugins prefix theirs with their own name. Immutable and thread-safe.</remarks>
public readonly record struct RecordKind : IComparable<RecordKind>
{
    /// <summary>The greatest length of a kind's name.</summary>
    public const int MaxLength = 48;

    private readonly string? _name;

    /// <summary>Makes a kind of a name.</summary>
    /// <exception cref="CrmException">CRM1001: the name is empty, too long or has other characters.</exception>
    public RecordKind(string name) => _name = ModelText.Require(name, MaxLength, "kind");

    /// <summary>The name.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Compares by code point.</summary>
    public int CompareTo(RecordKind other) => string.CompareOrdinal(Name, other.Name); // ASCII only, so units are code points

    /// <summary>Whether <paramref name="left"/> sorts before.</summary>
    public static bool operator <(RecordKind left, RecordKind right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after.</summary>
    public static bool operator >(RecordKind left, RecordKind right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not sort after.</summary>
    public static bool operator <=(RecordKind left, RecordKind right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not sort before.</summary>
    public static bool operator >=(RecordKind left, RecordKind right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
