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
}
