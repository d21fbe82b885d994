namespace Crm.Sdk.Loyalty;

/// <summary>Where a customer stood.</summary>
/// <param name="Type">The type; null for none.</param>
/// <param name="Cell">The cell of the matrix; null where it was not known.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyStanding(string? Type, string? Cell);
