namespace Crm.Sdk.Notifications;

/// <summary>Where a message of the outbox stands, as an operator sees it. The numbers are stored.</summary>
public enum OutboxState
{
    /// <summary>It waits for its time, or for another attempt.</summary>
    Pending = 1,

    /// <summary>A dispatcher holds it and has not handed it to the channel.</summary>
    Claimed = 2,

    /// <summary>It is being handed to the channel, or was when its dispatcher died.</summary>
    Sending = 3,

    /// <summary>It was handed to the channel and nobody knows whether it went out; the channel prefers none to two, so an operator decides.</summary>
    OutcomeUnknown = 4,

    /// <summary>The channel's provider took it.</summary>
    Sent = 5,

    /// <summary>It was refused for good, or every attempt failed; nothing went out. An operator may have it sent again.</summary>
    DeadLettered = 6,

    /// <summary>The gate before the channel held it back: too late, no address, not permitted. Nothing went out.</summary>
    Suppressed = 7,
}
