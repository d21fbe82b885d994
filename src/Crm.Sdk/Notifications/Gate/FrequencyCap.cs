namespace Crm.Sdk.Notifications;

/// <summary>How many messages of capped purposes a customer gets in a stretch of time, over all plans and channels.</summary>
/// <remarks>
/// Immutable and thread-safe. Every message counts; the cap holds back those of low priority first: with a cap of 2 up to priority 40 and one of 3 for all, the third place is kept for what matters more.
/// </remarks>
/// <param name="Messages">How many, 1 to <see cref="ContactLog.MaxMessages"/>.</param>
/// <param name="Days">In how many days, each of 24 hours, 1 to 366.</param>
public sealed record FrequencyCap(int Messages, int Days)
{
    /// <summary>The greatest priority that it holds back; every one where null.</summary>
    public int? UpToPriority { get; init; }

    /// <summary>The channel that it counts; all together where null.</summary>
    public string? Channel { get; init; }
}
