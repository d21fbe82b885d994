namespace Crm.Sdk.Recommendation;

/// <summary>What mining found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class MinedRules
{
    private readonly BasketSet _baskets;

    internal MinedRules(BasketSet baskets, int minCount, IReadOnlyList<MinedSet> sets, IReadOnlyList<AssociationRule> rules)
    {
        (_baskets, MinCount, Sets, Rules) = (baskets, minCount, sets, rules);
    }

    /// <summary>How many baskets there were.</summary>
    public int Baskets => _baskets.Count;

    /// <summary>In how many baskets a set had to be.</summary>
    public int MinCount { get; }

    /// <summary>How many frequent item sets there are.</summary>
    public int ItemsetCount => Sets.Count;

    /// <summary>The frequent item sets by size, then by their items. Each is made when it is read.</summary>
    public IEnumerable<FrequentItemset> Itemsets => Sets.Select(set => new FrequentItemset(set.Items.Select(item => _baskets.Items[item]).ToValueList(), set.Count));

    /// <summary>The rules: greatest lift first, then greatest support, then by left and right side.</summary>
    public IReadOnlyList<AssociationRule> Rules { get; }

    internal IReadOnlyList<MinedSet> Sets { get; }
}
