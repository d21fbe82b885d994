namespace Crm.Sdk.Recommendation;

/// <summary>An item that the customers of another one bought too.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Item">The item's key.</param>
/// <param name="Score">The cosine of both items' customers, shrunk, 0 to 1.</param>
/// <param name="Customers">How many customers bought both.</param>
public sealed record SimilarItem(string Item, double Score, int Customers);
