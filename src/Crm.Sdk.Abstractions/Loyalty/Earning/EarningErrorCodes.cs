namespace Crm.Sdk.Loyalty;

/// <summary>The stable codes of errors about earning points, memberships and tiers. One section each in <c>docs/errors.md</c>.</summary>
public static class EarningErrorCodes
{
    /// <summary>The customer is no member, is one already, or has left.</summary>
    public const string BadMembership = "CRM6410";

    /// <summary>A rule of a plugin that the programme names is not there, or failed.</summary>
    public const string RuleFailed = "CRM6411";

    /// <summary>A rule of a plugin gave points that it may not give.</summary>
    public const string BadGrant = "CRM6412";

    /// <summary>The programme has no ladder of tiers, or none of that name.</summary>
    public const string BadTier = "CRM6413";

    /// <summary>A decision on a tier cannot be made again: its programme's version is gone, or has another ladder.</summary>
    public const string BadDecision = "CRM6414";

    /// <summary>An order cannot be settled now: a rule of a plugin failed, or the ledger refused a posting.</summary>
    public const string Unsettled = "CRM6415";
}
