namespace Crm.Sdk.Loyalty;

/// <summary>What a run over the tiers of all members found and decided.</summary>
/// <param name="Members">How many members there are.</param>
/// <param name="Tiers">How many of them are in which tier, the lowest first.</param>
/// <param name="Moves">What was decided, by move and tiers.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record TierReport(long Members, ValueList<TierCount> Tiers, ValueList<TierMoveCount> Moves);
