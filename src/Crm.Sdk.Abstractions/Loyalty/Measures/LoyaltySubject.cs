namespace Crm.Sdk.Loyalty;

/// <summary>A customer whose loyalty is to be measured.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Members">The ids under which its records stand: its own, and those of all that were merged into it.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltySubject(CustomerId Customer, ValueList<CustomerId> Members);
