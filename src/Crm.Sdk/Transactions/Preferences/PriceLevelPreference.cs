namespace Crm.Sdk.Transactions;

/// <summary>How dear the products are that a customer chooses, beside the others of their categories.</summary>
/// <param name="Level"><c>economy</c>, <c>standard</c> or <c>premium</c>: which third of the range <paramref name="MeanRank"/> is in.</param>
/// <param name="MeanRank">
/// The mean rank of the list price within the product's category, by pieces: 0 the cheapest, 1 the dearest, equal prices in the middle of theirs. Products without a list price and categories with fewer than
/// three prices in one currency say nothing.
/// </param>
/// <param name="Lines">How many lines it comes from.</param>
/// <param name="LinesWithoutRank">How many lines said nothing.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record PriceLevelPreference(string Level, double MeanRank, long Lines, long LinesWithoutRank);
