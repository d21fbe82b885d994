using Crm.Sdk;
using Crm.Sdk.Classification;
using Microsoft.Extensions.Options;

namespace Acme.LapsingVip;

/// <summary>Labels a customer <c>lapsing</c> who spent much in the last twelve months and has been silent for more than three times the usual interval.</summary>
/// <remarks>Thread-safe. Customers with fewer than two days of orders have no usual interval and get no label.</remarks>
public sealed class LapsingVip(IOptions<LapsingVipOptions> options) : IClassificationRule
{
    private static readonly Fact<Money> Spend = Facts.NetSpend(Trailing.Months(12));
    private static readonly Fact<int> DaysSince = Facts.DaysSinceLastOrder;
    private static readonly Fact<double> Interval = Facts.UsualIntervalDays;
    private static readonly Verdict Steady = "steady", Lapsing = "lapsing", TooFewOrders = Verdict.None("acme.too-few-orders");
    private readonly decimal _threshold = options.Value.Spend;

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("acme.lapsing-vip", version: 1)
        .Dimension("retention").Labels("steady", "lapsing").Reads(Spend, DaysSince, Interval);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Spend] is not { } spend || facts[DaysSince] is not { } days || facts[Interval] is not { } interval)
        {
            return TooFewOrders;
        }

        why?.Because("acme.spend", spend, Money.Of(_threshold, spend.Currency)).Because("acme.silence", days, 3 * interval);
        return spend.Amount >= _threshold && days > 3 * interval ? Lapsing : Steady;
    }
}
