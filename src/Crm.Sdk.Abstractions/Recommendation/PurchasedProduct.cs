using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>A product that a customer bought or owns.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Product">The product's key.</param>
public sealed record PurchasedProduct(string Product)
{
    /// <summary>The local days on which it was bought, ascending, each once; none where it is known to be owned only.</summary>
    public ValueList<LocalDate> Days { get; init; }

    /// <summary>How many were bought on each of these days, without what came back.</summary>
    public ValueList<Quantity> Quantities { get; init; }

    /// <summary>Whether the customer owns a piece of it on record.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Since when at the latest the customer has had it: the first day it was bought, or the purchase day of the oldest piece. Null where neither is known.</summary>
    public LocalDate? Since { get; init; }
}
