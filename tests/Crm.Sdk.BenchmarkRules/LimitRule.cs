using System.Globalization;
using Crm.Sdk.Classification;

namespace Crm.Sdk.BenchmarkRules;

/// <summary>One of the ten rules as an author writes it; each is a class of its own, as rules are.</summary>
public abstract class LimitRule(int number) : IClassificationRule
{
    private static readonly Fact<Money> Spend = Facts.NetSpend(Trailing.Ever);
    private static readonly Fact<int> Days = Facts.DaysSinceLastOrder;
    private static readonly Verdict High = "high", Middle = "middle", Low = "low", None = Verdict.None("bench.no-orders");

    private readonly long _high = TenRules.HighFrom(number), _middle = TenRules.MiddleFrom(number);
    private readonly int _days = TenRules.LowAfterDays(number);

    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("bench.limit-" + number.ToString(CultureInfo.InvariantCulture), version: 1)
        .Dimension("limit-" + number.ToString(CultureInfo.InvariantCulture)).Labels("high", "middle", "low").Reads(Spend, Days);

    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Days] is not { } days || facts[Spend] is not { } spend)
        {
            return None;
        }

        return days > _days ? Low : spend.MinorUnits >= _high ? High : spend.MinorUnits >= _middle ? Middle : Low;
    }
}
