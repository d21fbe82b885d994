using NodaTime;

namespace Crm.Sdk.Recommendation;

/// <summary>What counts as a basket, and what as an item of it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record BasketOptions
{
    /// <summary>The first local day that counts; null for all.</summary>
    public LocalDate? From { get; init; }

    /// <summary>Whether all that a customer buys on one local day is one basket; by default each order is one.</summary>
    public bool ByDay { get; init; }

    /// <summary>Whether items are the categories of products; by default products. A product without a category is then no item.</summary>
    public bool ByCategory { get; init; }

    /// <summary>Whether goods that came back as a whole count as bought all the same; by default they do not.</summary>
    public bool WithReturned { get; init; }
}
