namespace Crm.Sdk.Notifications;

/// <summary>What became of a message that came in.</summary>
public enum InboundOutcome
{
    /// <summary>It stands on its customer's timeline.</summary>
    Joined,

    /// <summary>Its sender is no customer, or several: a task asks a person to assign it.</summary>
    ToAssign,

    /// <summary>It was received before.</summary>
    Repeated,
}
