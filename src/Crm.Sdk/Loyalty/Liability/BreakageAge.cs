namespace Crm.Sdk.Loyalty;

/// <summary>What became of points within a month of an age.</summary>
/// <param name="Age">The age: whole months since the month of earning, from 0.</param>
/// <param name="Cohorts">How many months of earning were seen at that age for the whole month.</param>
/// <param name="Points">How many points were there, those of the month itself included.</param>
/// <param name="Redeemed">How many of them were redeemed within the month.</param>
/// <param name="Lapsed">How many lapsed within the month.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record BreakageAge(int Age, int Cohorts, long Points, long Redeemed, long Lapsed);
