namespace Crm.Sdk.Loyalty;

/// <summary>A document of a member for which a rule is asked.</summary>
/// <param name="Member">The member.</param>
/// <param name="Document">The document.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningCase(EarningMember Member, EarningDocument Document);
