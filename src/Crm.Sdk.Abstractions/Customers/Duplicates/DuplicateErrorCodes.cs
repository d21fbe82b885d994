namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The stable codes of errors on duplicates. One section each in <c>docs/errors.md</c>.</summary>
public static class DuplicateErrorCodes
{
    /// <summary>A match rule or an action rule failed, so that no complete answer could be given.</summary>
    public const string RuleFailed = "CRM2150";

    /// <summary>A match rule looks for candidates by a field that has no index, or two rules have one id.</summary>
    public const string BadRule = "CRM2151";

    /// <summary>An option of a search for duplicates is out of range.</summary>
    public const string BadOption = "CRM2152";
}
