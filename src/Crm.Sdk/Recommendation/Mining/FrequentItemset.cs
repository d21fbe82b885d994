namespace Crm.Sdk.Recommendation;

/// <summary>Items that enough baskets hold together.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Items">Their keys, in ordinal order.</param>
/// <param name="Count">How many baskets hold them all.</param>
public sealed record FrequentItemset(ValueList<string> Items, int Count);
