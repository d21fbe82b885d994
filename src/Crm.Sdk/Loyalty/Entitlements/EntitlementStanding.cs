namespace Crm.Sdk.Loyalty;

/// <summary>How an entitlement stands at an instant.</summary>
/// <param name="Entitlement">The entitlement.</param>
/// <param name="Used">How often it was used by then; uses taken back by then do not count.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EntitlementStanding(Entitlement Entitlement, int Used)
{
    /// <summary>How often it can still be used; null for any number of times.</summary>
    public int? Left => Entitlement.Count - Used;
}
