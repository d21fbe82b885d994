namespace Crm.Sdk.Notifications;

/// <summary>The stable codes of errors of messages and channels. One section each in <c>docs/errors.md</c>.</summary>
public static class NotificationErrorCodes
{
    /// <summary>A channel could not send and knows that nothing went out.</summary>
    public const string NotSent = "CRM4101";

    /// <summary>There is no channel of that name.</summary>
    public const string UnknownChannel = "CRM4102";

    /// <summary>A message is too long for its channel, has a line break in its subject or address, or lacks what it needs.</summary>
    public const string BadMessage = "CRM4103";

    /// <summary>A channel does not reach that audience.</summary>
    public const string WrongAudience = "CRM4104";

    /// <summary>An idempotency key was used again for a message that says something else.</summary>
    public const string KeyReused = "CRM4105";

    /// <summary>A rule of the contact policy contradicts itself.</summary>
    public const string BadContactPolicy = "CRM4106";

    /// <summary>A token that withdraws a consent is none of this host's.</summary>
    public const string BadUnsubscribeToken = "CRM4107";

    /// <summary>The settings of unsubscribing are not usable.</summary>
    public const string BadUnsubscribeSettings = "CRM4108";
}
