namespace Crm.Sdk.Campaigns;

/// <summary>The stable codes of errors of campaigns (CRM6730 to CRM6739). One section each in <c>docs/errors.md</c>.</summary>
public static class CampaignErrorCodes
{
    /// <summary>A campaign's definition is no JSON, or no campaign.</summary>
    public const string BadCampaign = "CRM6730";

    /// <summary>There is no campaign of a code.</summary>
    public const string UnknownCampaign = "CRM6731";

    /// <summary>A campaign's state does not allow it: one that was launched is not changed, and one that was stopped is not launched.</summary>
    public const string WrongState = "CRM6732";
}
