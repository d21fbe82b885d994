namespace Crm.Sdk.Credit;

/// <summary>The roles of the order check.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CreditRoles
{
    /// <summary>Releases held orders, 信用主管.</summary>
    public const string Controller = "credit-controller";
}
