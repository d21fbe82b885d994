using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>What was earned and taken back in a month of a simulation, by the days of the documents.</summary>
/// <param name="First">The month's first day.</param>
/// <param name="Earned">How many points.</param>
/// <param name="TakenBack">How many points returns took back.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SimulatedMonth(LocalDate First, long Earned, long TakenBack);
