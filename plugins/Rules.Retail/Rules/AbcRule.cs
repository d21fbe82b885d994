using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// A, B or C by share of value, after Pareto: the customers who together make the first 80 per cent of all spend in the trailing months, the next 15, and the rest.
/// Dimension <c>abc</c>; the score is the spend in units of the reporting currency.
/// </summary>
/// <remarks>Thread-safe. Customers who never ordered get no label.</remarks>
public sealed class AbcRule : IClassificationRule
{
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly Verdict[] Classes = ["a", "b", "c"];
    private static readonly Verdict NoOrders = Verdict.None(RetailCodes.NoOrders), SpendUnknown = Verdict.None(RetailCodes.SpendUnknown);

    private readonly AbcOptions _options;
    private readonly Fact<Money> _spend;
    private readonly Fact<int> _class;

    /// <summary>Makes the rule.</summary>
    /// <param name="options">The settings.</param>
    public AbcRule(IOptions<RetailRulesOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value.Abc;
        _spend = Facts.NetSpend(Windows.Of(_options.TrailingMonths));
        _class = _spend.Abc(_options.A, _options.B);
        Descriptor = RuleDescriptor.For("crm.retail.abc", version: 1).Dimension("abc").Labels("a", "b", "c").Reads(Orders, _spend, _class);
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

        if (facts[_spend] is not { } spend || facts[_class] is not { } abc)
        {
            return SpendUnknown;
        }

        why?.BecauseOfSpend(spend, _options.TrailingMonths).Because("crm.retail.abc.shares", _options.A, _options.B);
        return Classes[abc - 1].WithScore((double)spend.Amount);
    }
}
