namespace Crm.Sdk;

/// <summary>The id of a redemption of a reward (奖励兑换). Converts to <see cref="RecordId"/>; immutable and thread-safe.</summary>
/// <param name="Value">The UUID, of version 8: it is made of names.</param>
public readonly record struct RewardRedemptionId(Guid Value) : IComparable<RewardRedemptionId>
{
    /// <summary>The id of the redemption that a key names: always the same, so that two who post one key meet. Thread-safe.</summary>
    public static RewardRedemptionId Of(string key) => new(NamedGuid.Of("reward-redemption", key));

    /// <summary>The id as that of a record of any kind.</summary>
    public RecordId ToRecordId() => new(Value);

    /// <summary>The id as that of a record of any kind.</summary>
    public static implicit operator RecordId(RewardRedemptionId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a redemption of a reward. The kind is not checked.</summary>
    public static explicit operator RewardRedemptionId(RecordId id) => new(id.Value);

    /// <summary>Reads a record's id as that of a redemption of a reward. The kind is not checked.</summary>
    public static RewardRedemptionId FromRecordId(RecordId id) => new(id.Value);

    /// <summary>Compares by the 16 big-endian bytes.</summary>
    public int CompareTo(RewardRedemptionId other) => Value.CompareTo(other.Value);

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(RewardRedemptionId left, RewardRedemptionId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(RewardRedemptionId left, RewardRedemptionId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> sorts before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(RewardRedemptionId left, RewardRedemptionId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> sorts after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(RewardRedemptionId left, RewardRedemptionId right) => left.CompareTo(right) >= 0;

    /// <summary>The id as 32 hexadecimal digits with dashes, lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
