namespace Crm.Sdk;

/// <summary>The stable codes of errors of the core's services. One section each in <c>docs/errors.md</c>.</summary>
public static class CoreErrorCodes
{
    /// <summary>A sealed value names a key that this host does not have, or was tampered with.</summary>
    public const string UnknownKey = "CRM2040";

    /// <summary>The host has no store, or more than one.</summary>
    public const string NoStore = "CRM2041";
}
