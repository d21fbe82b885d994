namespace Crm.Sdk.Loyalty;

/// <summary>What a plugin's rule gives for a document or one of its lines, before the tier's factor and before caps.</summary>
/// <param name="Line">The line's place in the order; null for the document as a whole.</param>
/// <param name="Points">How many points.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record EarningGrant(int? Line, long Points);
