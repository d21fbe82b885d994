namespace Crm.Sdk.Loyalty;

/// <summary>What an upkeep of programmes did.</summary>
/// <param name="Accounts">Accounts of points to which something was posted that fell due.</param>
/// <param name="Reservations">Reservations of rewards that ran out.</param>
/// <param name="Referrals">Referrals that went to another state.</param>
/// <param name="Failures">What failed and is due still.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LoyaltyUpkeepReport(long Accounts, long Reservations, long Referrals, ValueList<LoyaltyUpkeepFailure> Failures);
