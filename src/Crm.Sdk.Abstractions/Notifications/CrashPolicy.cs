namespace Crm.Sdk.Notifications;

/// <summary>What a channel wants done with a message whose outcome is unknown: handed to the provider, answer not recorded.</summary>
public enum CrashPolicy
{
    /// <summary>Park it for an operator: rather none than two. The default, for marketing.</summary>
    PreferNoDuplicate,

    /// <summary>Send it again, marked as a possible duplicate: rather two than none. For statutory notices.</summary>
    PreferNoLoss,

    /// <summary>Send it again with the same key and bytes: the provider drops repeats of a key.</summary>
    ProviderIdempotencyKey,
}
