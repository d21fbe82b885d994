namespace Crm.Sdk.Loyalty;

/// <summary>A rule of a programme made ready for use: its amounts in minor units, its products in a set. Immutable and thread-safe.</summary>
internal sealed class LineRule
{
    private readonly HashSet<string> _products;
    private readonly HashSet<string> _exceptProducts;

    public LineRule(EarningRule rule)
    {
        Rule = rule;
        Currency = rule.Currency is { } code ? Sdk.Currency.Parse(code) : null;
        PerMinor = rule.Per is { } per ? Money.Of(per, Currency!.Value).MinorUnits : 0;
        MinimumMinor = rule.Minimum is { } minimum ? Money.Of(minimum, Currency!.Value).MinorUnits : null;
        _products = rule.Products.ToHashSet(StringComparer.Ordinal);
        _exceptProducts = rule.ExceptProducts.ToHashSet(StringComparer.Ordinal);
    }

    public EarningRule Rule { get; }

    public Currency? Currency { get; }

    /// <summary>The step of the amount in minor units; 0 where the rule is not for what is spent.</summary>
    public long PerMinor { get; }

    public long? MinimumMinor { get; }

    /// <summary>Whether the rule counts a line.</summary>
    public bool Counts(EarningLine line) =>
        (line.Product is null || !_exceptProducts.Contains(line.Product))
        && !Rule.ExceptCategories.Any(line.IsIn)
        && ((_products.Count == 0 && Rule.Categories.IsEmpty) || (line.Product is { } product && _products.Contains(product)) || Rule.Categories.Any(line.IsIn));
}
