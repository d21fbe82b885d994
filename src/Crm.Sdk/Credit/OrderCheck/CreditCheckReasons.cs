namespace Crm.Sdk.Credit;

/// <summary>The codes of the reasons that checks give; their texts are in English and Chinese.</summary>
internal static class CreditCheckReasons
{
    public const string Blocked = "credit.check.blocked";
    public const string HeadBlocked = "credit.check.head-blocked";
    public const string NoAccount = "credit.check.no-account";
    public const string NoLimit = "credit.check.no-limit";
    public const string LimitEnded = "credit.check.limit-ended";
    public const string ReviewOverdue = "credit.check.assessment-expired";
    public const string OverdueDays = "credit.check.overdue-days";
    public const string OverdueAmount = "credit.check.overdue-amount";
    public const string OverdueShare = "credit.check.overdue-share";
    public const string ShareOfLimit = "credit.check.share-of-limit";
    public const string ShareOfGroupLimit = "credit.check.share-of-group-limit";
    public const string OrderAmount = "credit.check.order-amount";
    public const string TermsChanged = "credit.check.terms-changed";
    public const string RateMissing = "credit.check.rate-missing";
    public const string RuleFailed = "credit.check.rule-failed";
}
