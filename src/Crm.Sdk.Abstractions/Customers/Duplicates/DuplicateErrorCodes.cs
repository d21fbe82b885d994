namespace Crm.Sdk.Customers.Duplicates;

/// <summary>The stable codes of errors on duplicates. One section each in <c>docs/errors.md</c>.</summary>
public static class DuplicateErrorCodes
{
    /// <summary>A match rule or an action rule failed, so that no complete answer could be given.</summary>
    public const string RuleFailed = "CRM2150";

    /// <summary>A match rule looks for candidates by a field that has no index, or two rules have one id.</summary>
    public const string BadRule = "CRM2151";

    /// <summary>An option of a search for duplicates or of a merge is not valid.</summary>
    public const string BadOption = "CRM2152";

    /// <summary>A customer was not written because it is probably there already.</summary>
    public const string Blocked = "CRM2153";

    /// <summary>Two customers cannot be merged, or a merge cannot be ended.</summary>
    public const string MergeRefused = "CRM2160";

    /// <summary>Merges lead in a circle, which only damaged records do.</summary>
    public const string MergeCircle = "CRM2161";
}
