namespace Crm.Sdk.Credit;

/// <summary>Who may do which step of a credit case.</summary>
/// <remarks>Set before the first case, not changed after it.</remarks>
public sealed class CreditCaseSettings
{
    /// <summary>Who approves which limits, the smaller first, in units of the limit's currency: an approver up to 500,000, above it a director.</summary>
    public IList<ApprovalLevel> Approval { get; } = [new(CreditRoles.Approver, 500_000), new(CreditRoles.Director, null)];

    /// <summary>The role of a step other than the review.</summary>
    internal static string RoleOf(string step) => step switch
    {
        CreditCaseSteps.System or CreditCaseSteps.Organisation => CreditRoles.Controller,
        CreditCaseSteps.Collect => CreditRoles.Investigator,
        CreditCaseSteps.Receivables => CreditRoles.Collector,
        _ => CreditRoles.Analyst,
    };
}
