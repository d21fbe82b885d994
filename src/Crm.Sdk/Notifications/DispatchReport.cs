namespace Crm.Sdk.Notifications;

/// <summary>What a dispatcher has done so far: committed outcomes only.</summary>
public sealed record DispatchReport
{
    /// <summary>Messages taken by their channel's provider.</summary>
    public long Sent { get; init; }

    /// <summary>Attempts that failed and are made again later.</summary>
    public long Failed { get; init; }

    /// <summary>Messages given up.</summary>
    public long DeadLettered { get; init; }

    /// <summary>Messages that their channel gave up and the next one got.</summary>
    public long FailedOver { get; init; }

    /// <summary>Messages held back by the gate.</summary>
    public long Suppressed { get; init; }

    /// <summary>Messages parked because nobody knows whether they went out.</summary>
    public long OutcomeUnknown { get; init; }

    /// <summary>Channels that messages wait for and that no plugin brings, by name.</summary>
    public ValueList<string> MissingChannels { get; init; }
}
