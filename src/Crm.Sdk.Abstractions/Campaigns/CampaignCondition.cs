namespace Crm.Sdk.Campaigns;

/// <summary>Who takes a step of a campaign, by what the customer did since it was enrolled.</summary>
public enum CampaignCondition
{
    /// <summary>Everybody.</summary>
    Always,

    /// <summary>Who turned to us: by an interaction that came in, or an answer to a survey.</summary>
    Responded,

    /// <summary>Who did not.</summary>
    NotResponded,

    /// <summary>Who placed an order that was not taken back.</summary>
    Bought,

    /// <summary>Who did not.</summary>
    NotBought,
}
