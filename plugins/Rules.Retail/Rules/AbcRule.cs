using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// A, B or C by share of value, after Pareto: the customers who together make the first 80 per cent of all spend in the trailing months, the next 15, and the rest. By settings also by share of
/// customers, and on one weighted measure of spend, marketing cost and years of dealing. Dimension <c>abc</c>; the score is the spend in units of the reporting currency, or the
/// weighted measure in parts per million of its sum.
/// </summary>
/// <remarks>Thread-safe. Customers who never ordered get no label.</remarks>
public sealed class AbcRule : IClassificationRule
{
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly Verdict[] Classes = ["a", "b", "c"];
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrders), SpendUnknown = Verdict.None(RetailCodes.SpendUnknown);

    private readonly AbcOptions _options;
    private readonly Fact<Money> _spend;
    private readonly Fact<double>? _measure;
    private readonly Fact<int> _class; // 1 to 3 by value, 1 to 100 by customers

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public AbcRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.Abc;
        _spend = Facts.NetSpend(Windows.Of(_options.TrailingMonths));
        _measure = _options is { MarketingCostWeight: 0, YearsWeight: 0 } ? null : Facts.Weighted([.. Parts()]);
        bool byValue = _options.By == AbcShare.Value;
        _class = _measure is null
            ? byValue ? _spend.Abc(_options.A, _options.B) : Facts.Monetary(Windows.Of(_options.TrailingMonths)).Quantile(100)
            : byValue ? _measure.Abc(_options.A, _options.B) : _measure.Quantile(100);
        Descriptor = RuleDescriptor.For("crm.retail.abc", version: 1).Dimension("abc").Labels("a", "b", "c").Reads(_measure is null ? [Orders, _spend, _class] : [Orders, _spend, _measure, _class]);
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

        double? measure = _measure is null ? 0 : facts[_measure];
        if (facts[_spend] is not { } spend || measure is not { } share)
        {
            return SpendUnknown;
        }

        why?.BecauseOfSpend(spend, _options.TrailingMonths);
        double score = (double)spend.Amount;
        if (_measure is not null)
        {
            score = share / (_options.RevenueWeight + _options.MarketingCostWeight + _options.YearsWeight) * 1e6;
            why?.Because("crm.retail.abc.measure", Math.Round(score, 1), _options.RevenueWeight, _options.MarketingCostWeight, _options.YearsWeight);
        }

        return Class(facts[_class], why).WithScore(score);
    }

    private Verdict Class(int? place, Explanation? why)
    {
        if (_options.By == AbcShare.Value)
        {
            why?.Because("crm.retail.abc.shares", _options.A, _options.B);
            return Classes[(place ?? 3) - 1];
        }

        int rank = place ?? 0; // none: nothing bought in the trailing months
        why?.Because("crm.retail.abc.customers", rank, _options.A, _options.B);
        return Classes[rank > 100 - _options.A ? 0 : rank > 100 - _options.B ? 1 : 2];
    }

    private IEnumerable<WeightedPart> Parts()
    {
        WeightedPart[] all = [new(_spend, _options.RevenueWeight), new(Facts.MarketingCost, _options.MarketingCostWeight), new(Facts.DaysSinceFirstOrder, _options.YearsWeight)];
        return all.Where(static part => part.Weight > 0);
    }
}
