using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The value tier high, middle or low (高、中、低价值): by the rank of a customer's spend among all customers with orders in the trailing months, or by given amounts.
/// Dimension <c>value-tier</c>; the score is the spend in units of the reporting currency.
/// </summary>
/// <remarks>Thread-safe. Customers who ordered before but not in the trailing months are low; customers who never ordered get no label.</remarks>
public sealed class ValueTierRule : IClassificationRule
{
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly Fact<Category> Before = Facts.PreviousLabel("value-tier");
    private static readonly string[] Tiers = ["high", "middle", "low"];
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrders), SpendUnknown = Verdict.None(RetailCodes.SpendUnknown);

    private readonly ValueTierOptions _options;
    private readonly Fact<Money> _spend;
    private readonly Fact<int> _rank;
    private readonly StickyTiers _tiers;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public ValueTierRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.ValueTier;
        Trailing window = Windows.Of(_options.TrailingMonths);
        _spend = Facts.NetSpend(window);
        _rank = Facts.Monetary(window).Quantile(100);
        _tiers = _options is { HighFrom: { } high, MiddleFrom: { } middle }
            ? StickyTiers.ByAmounts(Tiers, [high, middle], _options.Band)
            : StickyTiers.ByRank(Tiers, [_options.HighPercent, _options.MiddlePercent], _options.Band);
        Fact[] reads = [Orders, _spend, .. _options.HighFrom is null ? (Fact[])[_rank] : [], .. _options.Band > 0 ? (Fact[])[Before] : []];
        Descriptor = RuleDescriptor.For("crm.retail.value-tier", version: 1)
            .Dimension("value-tier")
            .Labels(Tiers)
            .Reads(reads);
    }

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; }

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Orders] == 0)
        {
            return NoOrders;
        }

        if (facts[_spend] is not { } spend)
        {
            return SpendUnknown;
        }

        why?.BecauseOfSpend(spend, _options.TrailingMonths);
        if (_options.HighFrom is { } high && _options.MiddleFrom is { } middle)
        {
            why?.Because("crm.retail.value-tier.amounts", Money.Round(high, spend.Currency), Money.Round(middle, spend.Currency));
            return Of(spend.Amount, facts, why).WithScore((double)spend.Amount);
        }

        // No rank: nothing bought in the trailing months.
        int rank = facts[_rank] ?? 0;
        why?.Because("crm.retail.value-tier.rank", rank, _options.HighPercent, _options.MiddlePercent);
        return Of(rank, facts, why).WithScore((double)spend.Amount);
    }

    private Verdict Of(decimal value, in CustomerFacts facts, Explanation? why)
    {
        Verdict tier = _tiers.Of(value, _options.Band > 0 ? facts[Before] : null, out bool kept);
        why?.BecauseKept(kept);
        return tier;
    }
}
