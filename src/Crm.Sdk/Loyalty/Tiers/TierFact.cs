using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Something that counts for a tier.</summary>
/// <param name="At">From when on it is known: points when they can be spent, what is taken back when it is.</param>
/// <param name="Day">The day on which it counts: what is taken back on the day of what it takes back.</param>
/// <param name="Amount">How much: points, minor units, orders; below 0 for what is taken back.</param>
internal readonly record struct TierFact(Instant At, LocalDate Day, long Amount);
