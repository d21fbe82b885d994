namespace Crm.Sdk.Loyalty;

/// <summary>How many members moved from a tier to another.</summary>
/// <param name="Move">What the decisions did.</param>
/// <param name="From">The tier before.</param>
/// <param name="To">The tier after.</param>
/// <param name="Members">How many decisions.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record TierMoveCount(TierMove Move, string From, string To, long Members);
