namespace Crm.Sdk.Credit;

/// <summary>A company of a group and what is at risk with it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">The company.</param>
/// <param name="AtRisk">Its exposure after securities, in the head's currency.</param>
public sealed record CreditGroupMember(CustomerId Customer, Money AtRisk);
