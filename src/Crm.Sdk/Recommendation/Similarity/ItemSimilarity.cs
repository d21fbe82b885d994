namespace Crm.Sdk.Recommendation;

/// <summary>Which items have the same customers: cosine of the sets of customers, shrunk towards 0 where few share them (Sarwar et al. 2001; Bell, Koren 2007).</summary>
/// <remarks>
/// <c>n(ij) ÷ √(n(i) n(j)) × n(ij) ÷ (n(ij) + shrinkage)</c>, symmetric. Counted one item at a time through the customers of that item, so no table of pairs is held: 8 bytes a
/// customer and item beside the baskets, 4 an item, and what is kept. A customer of more items than <c>maxItems</c>, such as a reseller, says nothing about taste and is left out.
/// </remarks>
public sealed class ItemSimilarity
{
    private readonly BasketSet _baskets;
    private readonly int[][] _ofCustomer;
    private readonly int[][] _ofItem;
    private readonly double _shrinkage;

    /// <summary>Prepares the counts.</summary>
    /// <param name="baskets">The baskets.</param>
    /// <param name="shrinkage">How many shared customers a similarity needs to reach half of its cosine; 0 or more.</param>
    /// <param name="maxItems">The most items of a customer that counts.</param>
    public ItemSimilarity(BasketSet baskets, double shrinkage = 10, int maxItems = 1_000)
    {
        ArgumentNullException.ThrowIfNull(baskets);
        ArgumentOutOfRangeException.ThrowIfNegative(shrinkage);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxItems, 1);
        (_baskets, _shrinkage) = (baskets, shrinkage);
        _ofCustomer = new int[baskets.Customers.Count][];
        int[] counts = new int[baskets.Items.Count];
        for (int customer = 0; customer < _ofCustomer.Length; customer++)
        {
            int[] items = ItemsOf(customer);
            _ofCustomer[customer] = items = items.Length <= maxItems ? items : [];
            LeftOut += items.Length == 0 ? 1 : 0;
            foreach (int item in items)
            {
                counts[item]++;
            }
        }

        _ofItem = [.. counts.Select(static count => new int[count])];
        for (int customer = 0; customer < _ofCustomer.Length; customer++)
        {
            foreach (int item in _ofCustomer[customer])
            {
                _ofItem[item][--counts[item]] = customer;
            }
        }
    }

    /// <summary>How many customers were left out because they bought too many items.</summary>
    public int LeftOut { get; }

    /// <summary>The items most similar to one: greatest score first, then by key.</summary>
    /// <param name="item">The item's key.</param>
    /// <param name="take">How many at most.</param>
    /// <returns>None where no basket has the item.</returns>
    public IReadOnlyList<SimilarItem> Of(string item, int take)
    {
        int number = _baskets.Find(item);
        return number < 0 ? [] : [.. Nearest(number, take, new int[_baskets.Items.Count]).Select(near => new SimilarItem(_baskets.Items[near.Item], near.Score, near.Customers))];
    }

    /// <param name="item">The item's number.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="shared">Scratch of one number an item, all 0; all 0 afterwards.</param>
    internal IReadOnlyList<(int Item, double Score, int Customers)> Nearest(int item, int take, int[] shared)
    {
        var touched = new List<int>();
        foreach (int customer in _ofItem[item])
        {
            foreach (int other in _ofCustomer[customer])
            {
                if (shared[other]++ == 0)
                {
                    touched.Add(other);
                }
            }
        }

        var near = new List<(int Item, double Score, int Customers)>(touched.Count);
        foreach (int other in touched)
        {
            if (other != item)
            {
                near.Add((other, Score(shared[other], _ofItem[item].Length, _ofItem[other].Length), shared[other]));
            }

            shared[other] = 0;
        }

        near.Sort(static (a, b) => b.Score != a.Score ? b.Score.CompareTo(a.Score) : a.Item.CompareTo(b.Item));
        return near.Count <= take ? near : near[..take];
    }

    private double Score(int both, int one, int other) => both / Math.Sqrt((double)one * other) * (both / (both + _shrinkage));

    private int[] ItemsOf(int customer)
    {
        (int first, int end) = _baskets.BasketsOf(customer);
        if (end - first == 1)
        {
            return _baskets[first].ToArray();
        }

        var items = new HashSet<int>();
        for (int basket = first; basket < end; basket++)
        {
            foreach (int item in _baskets[basket])
            {
                items.Add(item);
            }
        }

        int[] sorted = [.. items];
        Array.Sort(sorted);
        return sorted;
    }
}
