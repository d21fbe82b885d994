namespace Crm.Sdk;

/// <summary>The id of a reward (奖励). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID, of version 8: it is made of names.</param>
public readonly record struct RewardId(Guid Value) : IComparable<RewardId>
{
    /// <summary>The id of the reward of a code: always the same. Thread-safe.</summary>
    public static RewardId Of(string code) => new(NamedGuid.Of("reward", code));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(RewardId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a reward. The kind is not checked.</summary>
    public static explicit operator RewardId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a reward. The kind is not checked.</summary>
    public static RewardId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(RewardId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(RewardId left, RewardId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(RewardId left, RewardId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(RewardId left, RewardId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(RewardId left, RewardId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
