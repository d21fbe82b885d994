namespace Crm.Sdk.Loyalty;

/// <summary>How many members have how many points at the end of a simulation, lapsed and redeemed ones not taken off.</summary>
/// <param name="From">From how many points on.</param>
/// <param name="To">Up to how many, included.</param>
/// <param name="Members">How many members.</param>
/// <param name="Points">Their points together.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record SimulatedBand(long From, long To, long Members, long Points);
