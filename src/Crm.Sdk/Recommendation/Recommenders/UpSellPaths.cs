using System.Runtime.InteropServices;
using Crm.Sdk.Products;

namespace Crm.Sdk.Recommendation;

/// <summary>Finds the steps to dearer products of a category that customers took (RE-2).</summary>
/// <remarks>Memory: one entry a step that occurs. Thread-safe.</remarks>
public static class UpSellPaths
{
    /// <summary>The steps, most customers first, then by keys.</summary>
    /// <param name="data">What was bought; products without category or list price take no step.</param>
    /// <param name="minCustomers">The fewest customers of a step.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static UpSellPath[] Find(RecommendationData data, int minCustomers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        BasketSet baskets = data.Baskets;
        var known = new Product?[baskets.Items.Count];
        foreach (Product product in data.Products)
        {
            if (product is { Category: not null, ListPrice: not null } && baskets.Find(product.Key) is var item and >= 0)
            {
                known[item] = product;
            }
        }

        int[] buyers = new int[known.Length];
        var steps = new Dictionary<(int From, int To), (int Customers, long Days)>();
        for (int customer = 0; customer < baskets.Customers.Count; customer++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Dictionary<int, int> firsts = FirstDays(baskets, customer, known);
            foreach ((int from, int day) in firsts)
            {
                buyers[from]++;
                foreach ((int to, int later) in firsts)
                {
                    if (later > day && IsStep(known[from]!, known[to]!))
                    {
                        ref (int Customers, long Days) step = ref CollectionsMarshal.GetValueRefOrAddDefault(steps, (from, to), out _);
                        step = (step.Customers + 1, step.Days + later - day);
                    }
                }
            }
        }

        return
        [
            .. steps.Where(step => step.Value.Customers >= minCustomers)
                .OrderByDescending(static step => step.Value.Customers).ThenBy(static step => step.Key)
                .Select(step => new UpSellPath(
                    baskets.Items[step.Key.From], baskets.Items[step.Key.To], step.Value.Customers, buyers[step.Key.From], (double)step.Value.Days / step.Value.Customers)),
        ];
    }

    private static bool IsStep(Product from, Product to) =>
        from.ListPrice!.Value.Currency == to.ListPrice!.Value.Currency && to.ListPrice.Value.Millionths > from.ListPrice.Value.Millionths && to.Category == from.Category;

    private static Dictionary<int, int> FirstDays(BasketSet baskets, int customer, Product?[] known)
    {
        var firsts = new Dictionary<int, int>();
        (int first, int end) = baskets.BasketsOf(customer);
        for (int basket = first; basket < end; basket++)
        {
            foreach (int item in baskets[basket])
            {
                if (known[item] is not null)
                {
                    firsts.TryAdd(item, baskets.DayNumberOf(basket));
                }
            }
        }

        return firsts;
    }
}
