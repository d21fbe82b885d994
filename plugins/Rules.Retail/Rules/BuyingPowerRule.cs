using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// Buying power strong, medium or weak (购买力强、中、弱): by the rank of a customer's greatest order in the trailing months among all customers with orders then. Dimension <c>buying-power</c>; the
/// score is that order's amount in units of the reporting currency.
/// </summary>
/// <remarks>Thread-safe. Customers without an order in the trailing months get no label.</remarks>
public sealed class BuyingPowerRule : IClassificationRule
{
    private static readonly Verdict Strong = "strong", Medium = "medium", Weak = "weak";
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrdersInWindow);

    private readonly BandOptions _options;
    private readonly Fact<Money> _greatest;
    private readonly Fact<int> _rank;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public BuyingPowerRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.BuyingPower;
        _greatest = Facts.MaxOrder(Windows.Of(_options.TrailingMonths));
        _rank = _greatest.Quantile(100);
        Descriptor = RuleDescriptor.For("crm.retail.buying-power", version: 1).Dimension("buying-power").Labels("strong", "medium", "weak").Reads(_greatest, _rank);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[_greatest] is not { } greatest || facts[_rank] is not { } rank)
        {
            return NoOrders;
        }

        why?.Because("crm.retail.buying-power.rank", greatest, rank, _options.UpperPercent, _options.MiddlePercent);
        Verdict band = rank > 100 - _options.UpperPercent ? Strong : rank > 100 - _options.UpperPercent - _options.MiddlePercent ? Medium : Weak;
        return band.WithScore((double)greatest.Amount);
    }
}
