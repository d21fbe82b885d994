namespace Crm.Sdk.Loyalty;

/// <summary>What became of one of several postings.</summary>
/// <param name="Posting">The posting.</param>
/// <param name="Posted">The transaction; null where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was posted.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PostingOutcome(PointsPosting Posting, PostedPoints? Posted, CrmException? Refusal);
