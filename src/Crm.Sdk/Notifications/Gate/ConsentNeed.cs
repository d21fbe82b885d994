namespace Crm.Sdk.Notifications;

/// <summary>Which consent messages of a purpose need.</summary>
public enum ConsentNeed
{
    /// <summary>A consent that was given and not withdrawn: for what is commercial.</summary>
    Granted,

    /// <summary>None, as long as it was not withdrawn: for service.</summary>
    NotWithdrawn,

    /// <summary>None: what a contract or the law demands.</summary>
    None,
}
