namespace Crm.Sdk.Loyalty;

/// <summary>The stable codes of errors about referrals. One section each in <c>docs/errors.md</c>.</summary>
public static class ReferralErrorCodes
{
    /// <summary>No member has that code.</summary>
    public const string UnknownCode = "CRM6460";

    /// <summary>The claim is refused: the customer is the referrer, is referred by the customer's own line, or is no new customer.</summary>
    public const string ClaimRefused = "CRM6461";

    /// <summary>The customer was referred by another member before.</summary>
    public const string AlreadyClaimed = "CRM6462";

    /// <summary>There is no such referral, or it is not waiting for a decision.</summary>
    public const string NotInReview = "CRM6463";
}
