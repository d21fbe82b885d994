namespace Crm.Sdk.Notifications;

/// <summary>Whom a channel reaches. A group robot reaches staff, never customers.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Customers.</summary>
    Customers = 1,

    /// <summary>Our own people.</summary>
    Staff = 2,
}
