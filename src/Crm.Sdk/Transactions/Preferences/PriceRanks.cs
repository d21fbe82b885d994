using Crm.Sdk.Products;

namespace Crm.Sdk.Transactions;

/// <summary>The rank of each product's list price within its category, 0 the cheapest to 1 the dearest.</summary>
/// <remarks>Immutable and thread-safe. Memory grows with the catalogue.</remarks>
internal sealed class PriceRanks
{
    private const int LeastPrices = 3;

    private readonly Dictionary<string, double> _ranks = new(StringComparer.Ordinal);

    public PriceRanks(IEnumerable<Product> products)
    {
        foreach (IGrouping<(string, Currency), Product> shelf in products
            .Where(static product => product is { Category: not null, ListPrice: not null })
            .GroupBy(static product => (product.Category!, product.ListPrice!.Value.Currency)))
        {
            long[] prices = [.. shelf.Select(static product => product.ListPrice!.Value.Millionths).Order()];
            if (prices.Length < LeastPrices)
            {
                continue;
            }

            foreach (Product product in shelf)
            {
                long price = product.ListPrice!.Value.Millionths;
                int below = LowerBound(prices, price), upTo = LowerBound(prices, price + 1);
                _ranks[product.Key] = (below + upTo - 1) / 2.0 / (prices.Length - 1);
            }
        }
    }

    public double? Of(string? product) => product is not null && _ranks.TryGetValue(product, out double rank) ? rank : null;

    /// <summary>How many of sorted prices are below one.</summary>
    private static int LowerBound(long[] prices, long price)
    {
        int low = 0, high = prices.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = prices[middle] < price ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
