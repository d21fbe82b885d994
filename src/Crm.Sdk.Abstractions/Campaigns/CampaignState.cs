namespace Crm.Sdk.Campaigns;

/// <summary>How it stands with a campaign.</summary>
public enum CampaignState
{
    /// <summary>It is planned, and can be changed.</summary>
    Planned,

    /// <summary>Its audience is being enrolled; after a crash that goes on.</summary>
    Enrolling,

    /// <summary>Its steps are taken as they fall due.</summary>
    Running,

    /// <summary>It was stopped by somebody; nothing more is sent.</summary>
    Stopped,
}
