namespace Crm.Sdk.Loyalty;

/// <summary>When a customer's loyalty is of a type: all conditions hold. A type may have several rules.</summary>
/// <param name="Type">The type, of <see cref="LoyaltyTypes"/> or another one.</param>
/// <param name="Conditions">At least one.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyTypeCase(string Type, ValueList<LoyaltyCondition> Conditions);
