namespace Crm.Sdk.Notifications;

/// <summary>What became of one attempt to send.</summary>
public enum DeliveryOutcome
{
    /// <summary>The provider took it.</summary>
    Accepted,

    /// <summary>It was not taken, and a later attempt may succeed.</summary>
    Retry,

    /// <summary>It was refused for good.</summary>
    Rejected,
}
