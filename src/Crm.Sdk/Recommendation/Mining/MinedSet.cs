namespace Crm.Sdk.Recommendation;

/// <summary>A frequent item set as numbers of items, ascending, and in how many baskets it is.</summary>
internal readonly record struct MinedSet(int[] Items, int Count);
