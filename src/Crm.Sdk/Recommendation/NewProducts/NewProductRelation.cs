using Crm.Sdk.Classification;
using Crm.Sdk.Products;

namespace Crm.Sdk.Recommendation;

/// <summary>How a new product relates to what a customer bought, 新品关联 (CA-6): by category, by equal attributes such as the brand, by declared relations, and by what is bought with its relatives.</summary>
/// <remarks>
/// Each part is 0 to 1 and weighs as told; together <c>1 − Π(1 − weight × part)</c>. Made once for a product, asked for many customers. Immutable and thread-safe.
/// </remarks>
public sealed class NewProductRelation
{
    private const double ByCategory = 0.4, ByAttributes = 0.3, ByRelation = 0.6, ByRelatives = 0.4;

    private readonly Product _product;
    private readonly Dictionary<string, Product> _known;
    private readonly HashSet<string> _related;
    private readonly Dictionary<string, double> _near = new(StringComparer.Ordinal);

    /// <summary>Prepares a product.</summary>
    /// <param name="product">The new product.</param>
    /// <param name="products">The products on record that customers may have bought.</param>
    /// <param name="relations">What products are to each other.</param>
    /// <param name="similarity">What is bought by the same customers; null where nothing was bought yet.</param>
    public NewProductRelation(Product product, IEnumerable<Product> products, IEnumerable<ProductRelation> relations, ItemSimilarity? similarity)
    {
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(relations);
        _product = product;
        _known = products.ToDictionary(static known => known.Key, StringComparer.Ordinal);
        _related = new HashSet<string>(
            relations.Where(relation => relation.From == product.Key || relation.To == product.Key).Select(relation => relation.From == product.Key ? relation.To : relation.From), StringComparer.Ordinal);
        foreach (SimilarItem near in _related.SelectMany(relative => similarity?.Of(relative, 100) ?? []))
        {
            _near[near.Item] = Math.Max(near.Score, _near.GetValueOrDefault(near.Item));
        }
    }

    /// <summary>How the product relates to a customer's purchases.</summary>
    /// <param name="purchases">What the customer bought and owns.</param>
    /// <returns>A score of 0 to 1 with its reasons; null where nothing relates, or the customer has the product.</returns>
    public Suggestion? Score(CustomerPurchases purchases)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        if (purchases.Products.IsEmpty || purchases.Products.Items.Any(bought => bought.Product == _product.Key))
        {
            return null;
        }

        string[] bought = [.. purchases.Products.Select(static product => product.Product)];
        var parts = new List<(double Score, Reason Reason)>();
        int same = bought.Count(key => _product.Category is { } category && _known.TryGetValue(key, out Product? known) && known.IsIn(category));
        Add(ByCategory * same / bought.Length, () => new Reason("recommendation.new.category", [_product.Category!, same]));
        (string? like, double equal) = bought.Select(key => ((string?)key, Alike(key))).MaxBy(static pair => pair.Item2);
        Add(ByAttributes * equal, () => new Reason("recommendation.new.attributes", [like!]));
        string? relative = bought.FirstOrDefault(_related.Contains);
        Add(relative is null ? 0 : ByRelation, () => new Reason("recommendation.new.relation", [relative!]));
        string? close = bought.MaxBy(key => _near.GetValueOrDefault(key));
        Add(ByRelatives * _near.GetValueOrDefault(close!), () => new Reason("recommendation.new.relatives", [close!]));
        return parts.Count == 0
            ? null
            : new Suggestion(_product.Key, 1 - parts.Aggregate(1.0, static (no, part) => no * (1 - part.Score)), parts.OrderByDescending(static part => part.Score).Select(static part => part.Reason).ToValueList());

        void Add(double score, Func<Reason> reason)
        {
            if (score > 0)
            {
                parts.Add((score, reason()));
            }
        }
    }

    /// <summary>The share of the new product's attributes that another has with the same value.</summary>
    private double Alike(string key) => _product.Attributes.IsEmpty || !_known.TryGetValue(key, out Product? other)
        ? 0
        : (double)_product.Attributes.Items.Count(other.Attributes.Items.Contains) / _product.Attributes.Count;
}
