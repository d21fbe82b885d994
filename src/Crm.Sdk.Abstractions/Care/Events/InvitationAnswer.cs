namespace Crm.Sdk.Care;

/// <summary>What was answered to an invitation.</summary>
public enum InvitationAnswer
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>The customer comes.</summary>
    Accepted,

    /// <summary>The customer does not come.</summary>
    Declined,
}
