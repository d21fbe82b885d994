namespace Crm.Sdk.History;

/// <summary>The stable codes of errors of histories. One section each in <c>docs/errors.md</c>.</summary>
public static class HistoryErrorCodes
{
    /// <summary>The kind keeps no history, or no origin to date its records by.</summary>
    public const string NotKept = "CRM2070";

    /// <summary>Revisions that an answer needs are missing.</summary>
    public const string Incomplete = "CRM2071";

    /// <summary>A former value that an answer needs can no longer be read, because its key was destroyed.</summary>
    public const string Unreadable = "CRM2072";

    /// <summary>The record cannot be removed or restored in this way: it was not removed, was restored already, or is none that is restored so.</summary>
    public const string NotRestorable = "CRM2073";
}
