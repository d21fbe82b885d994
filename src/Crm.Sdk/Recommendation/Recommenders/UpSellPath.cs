namespace Crm.Sdk.Recommendation;

/// <summary>A step that customers took from a product to a dearer one of the same category, 升级路径.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The product they had.</param>
/// <param name="To">The dearer one that they bought on a later day.</param>
/// <param name="Customers">How many did.</param>
/// <param name="Of">How many bought the first at all.</param>
/// <param name="MeanDays">The mean number of days from the first purchase of the one to that of the other.</param>
public sealed record UpSellPath(string From, string To, int Customers, int Of, double MeanDays);
