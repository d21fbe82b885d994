using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The price level premium, standard or economy (价格档次高、中、低): by the rank, among all customers, of the mean amount of an order in the trailing months, or of the mean price of a piece.
/// Dimension <c>price-level</c>; the score is that price in units of the reporting currency.
/// </summary>
/// <remarks>Thread-safe. Customers without such an order get no label.</remarks>
public sealed class PriceLevelRule : IClassificationRule
{
    private static readonly Verdict Premium = "premium", Standard = "standard", Economy = "economy";
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrdersInWindow);

    private readonly PriceLevelOptions _options;
    private readonly Fact<Money> _price;
    private readonly Fact<int> _rank;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public PriceLevelRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.PriceLevel;
        _price = _options.Measure == PriceMeasure.Piece ? Facts.AveragePiecePrice : Facts.AverageOrder(Windows.Of(_options.TrailingMonths));
        _rank = _price.Quantile(100);
        Descriptor = RuleDescriptor.For("crm.retail.price-level", version: 1).Dimension("price-level").Labels("premium", "standard", "economy").Reads(_price, _rank);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[_price] is not { } price || facts[_rank] is not { } rank)
        {
            return NoOrders;
        }

        why?.Because(
            _options.Measure == PriceMeasure.Piece ? "crm.retail.price-level.piece" : "crm.retail.price-level.order", price, rank, _options.UpperPercent, _options.MiddlePercent);
        Verdict level = rank > 100 - _options.UpperPercent ? Premium : rank > 100 - _options.UpperPercent - _options.MiddlePercent ? Standard : Economy;
        return level.WithScore((double)price.Amount);
    }
}
