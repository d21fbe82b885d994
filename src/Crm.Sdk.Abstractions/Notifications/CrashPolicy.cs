namespace Crm.Sdk.Notifications;

/// <summary>What a channel wants done with a message whose outcome is unknown: handed to the provider, answer not recorded.</summary>
public enum CrashPolicy
{
    /// <summary>Park it for an operator: rather none than two. The default, for marketing.</summary>
    PreferNoDuplicate,

    /// <summary>Send it again, marked as a possible duplicate: rather two than none. For statutory notices.</summary>
    PreferNoLoss,

    /// <summary>
    /// Send it again with the same key and bytes: the provider answers every request under a key as it answered the first one for good. It drops repeats of what it took, and refuses what it
    /// refused for good again, even where a request that was held up arrives after a later one.
    /// </summary>
    ProviderIdempotencyKey,
}
