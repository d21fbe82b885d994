namespace Crm.Sdk.Care;

/// <summary>The stable codes of errors of return visits (CRM6720 to CRM6724). One section each in <c>docs/errors.md</c>.</summary>
public static class VisitErrorCodes
{
    /// <summary>A task is about no customer.</summary>
    public const string NoCustomer = "CRM6720";

    /// <summary>The visitor is the person who is rated.</summary>
    public const string RatedVisitor = "CRM6721";

    /// <summary>There are answers, and the visit asks no survey.</summary>
    public const string NoSurvey = "CRM6722";

    /// <summary>A report is no JSON, or no report.</summary>
    public const string BadReport = "CRM6723";
}
