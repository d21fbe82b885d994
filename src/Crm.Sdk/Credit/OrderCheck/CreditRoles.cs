namespace Crm.Sdk.Credit;

/// <summary>The roles of credit management (CR-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditRoles
{
    /// <summary>Releases held orders, and sets system and organisation up, 信用主管.</summary>
    public const string Controller = "credit-controller";

    /// <summary>Collects what has to be known of a customer, 征信员.</summary>
    public const string Investigator = "credit-investigator";

    /// <summary>Assesses, grades and chooses terms, 信用分析员.</summary>
    public const string Analyst = "credit-analyst";

    /// <summary>Reviews terms and agrees to other grades, 信用审批人.</summary>
    public const string Approver = "credit-approver";

    /// <summary>Reviews terms of great amounts, 财务总监.</summary>
    public const string Director = "credit-director";

    /// <summary>Collects receivables, 收款员.</summary>
    public const string Collector = "credit-collector";
}
