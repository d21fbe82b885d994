using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>All that an assessment is made of.</summary>
/// <param name="AsOf">The day for which.</param>
/// <param name="Findings">What is known; their order does not matter.</param>
/// <param name="Failed">The names of the sources that failed.</param>
/// <param name="Before">What the last assessment of an earlier day said; null where there is none.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltyInput(LocalDate AsOf, ValueList<LoyaltyFinding> Findings, ValueList<string> Failed = default, LoyaltyStanding? Before = null);
