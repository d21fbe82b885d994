using Crm.Sdk.Classification;

namespace Crm.Sdk.Tests.Classification;

/// <summary>A rule as an outsider writes it: one body for the answer and for its reasons.</summary>
internal sealed class LapsingVip(Money threshold) : IClassificationRule
{
    internal static readonly Fact<Money> Spend = Facts.NetSpend(Trailing.Months(12));
    internal static readonly Fact<int> DaysSince = Facts.DaysSinceLastOrder;
    internal static readonly Fact<double> Interval = Facts.UsualIntervalDays;
    private static readonly Verdict Steady = "steady", Lapsing = "lapsing", TooFewOrders = Verdict.None("acme.too-few-orders");

    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("acme.lapsing-vip", version: 1)
        .Dimension("retention").Labels("steady", "lapsing").Reads(Spend, DaysSince, Interval);

    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Spend] is not { } spend || facts[DaysSince] is not { } days || facts[Interval] is not { } interval)
        {
            return TooFewOrders;
        }

        why?.Because("acme.spend", spend, threshold).Because("acme.silence", days, 3 * interval);
        return spend >= threshold && days > 3 * interval ? Lapsing : Steady;
    }
}
