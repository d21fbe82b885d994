namespace Crm.Sdk.Service;

/// <summary>Whether we acted of our own accord.</summary>
public enum InteractionInitiative
{
    /// <summary>Without being asked, 主动.</summary>
    Proactive = 0,

    /// <summary>In answer to the customer, 被动.</summary>
    Reactive = 1,
}
