namespace Crm.Sdk;

/// <summary>The stable codes of errors of sessions. One section each in <c>docs/errors.md</c>.</summary>
public static class SessionErrorCodes
{
    /// <summary>A record was changed or removed that the session had not read, or added that it holds.</summary>
    public const string NotRead = "CRM2030";

    /// <summary>A session was used by two callers at once, or after it was disposed.</summary>
    public const string Misused = "CRM2031";

    /// <summary>Others changed records between reading and committing.</summary>
    public const string Conflict = "CRM2032";

    /// <summary>A unique key is held by another record.</summary>
    public const string Duplicate = "CRM2033";

    /// <summary>A commit has more records than the store takes in one batch.</summary>
    public const string TooLarge = "CRM2034";

    /// <summary>A record of an append-only kind was changed or removed.</summary>
    public const string AppendOnly = "CRM2035";
}
