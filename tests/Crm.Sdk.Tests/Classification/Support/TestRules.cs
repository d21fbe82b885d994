using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Tests.Classification;

/// <summary>A rule made of a descriptor and a body.</summary>
internal sealed class TestRule(RuleDescriptor descriptor, TestRule.Body body) : IClassificationRule
{
    internal delegate Verdict Body(in CustomerFacts facts, Explanation? why);

    public RuleDescriptor Descriptor { get; } = descriptor;

    public Verdict Classify(in CustomerFacts facts, Explanation? why) => body(in facts, why);
}

/// <summary>Rules that between them use every kind of fact and of answer.</summary>
internal static class TestRules
{
    public static readonly Fact<int> Visits = Fact.Custom<int>("test.visits");
    public static readonly KnownFact<long> DaysKnown = Fact.CustomKnown<long>("test.days-known", Motion.EveryDay);
    public static readonly Fact<double> RecentShare = Fact.Custom<double>("test.recent-share", Motion.WindowEdge);

    private static readonly Fact<int> Days = Facts.DaysSinceLastOrder;
    private static readonly Fact<int> R = Facts.Recency(Trailing.Ever).Quantile(3), F = Facts.Frequency(Trailing.Ever).Quantile(3), M = Facts.Monetary(Trailing.Ever).Quantile(3);
    private static readonly Fact<int> Abc = Facts.NetSpend(Trailing.Months(12)).Abc(60, 90);
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Days(30));
    private static readonly Verdict Active = "active", Silent = "silent", Never = Verdict.None("test.never-ordered");
    private static readonly Verdict Scored = "scored", Unscored = Verdict.None("test.no-score");
    private static readonly Verdict[] Classes = ["a", "b", "c"];

    public static IClassificationRule LapsingVip { get; } = new LapsingVip(Money.Of(100m, Currency.Usd));

    /// <summary>Says when time alone will change its answer, so that it need not be asked every day.</summary>
    public static IClassificationRule Activity { get; } = new TestRule(
        RuleDescriptor.For("test.activity", 1).Dimension("activity").Labels("active", "silent").Reads(Days).KnowsItsRecheck(),
        static (in facts, why) =>
        {
            if (facts[Days] is not { } days)
            {
                return Never;
            }

            why?.Because("test.days", days);
            return days > 30 ? Silent : Active.RecheckIn(31 - days);
        });

    /// <summary>Reads what is learned from the population, and gives scores.</summary>
    public static IClassificationRule Rfm { get; } = new TestRule(
        RuleDescriptor.For("test.rfm", 1).Dimension("rfm").Labels("scored").Reads(R, F, M),
        static (in facts, why) =>
        {
            if (facts[R] is not { } r || facts[F] is not { } f || facts[M] is not { } m)
            {
                return Unscored;
            }

            why?.Because("test.scores", 4 - r, f, m);
            return Scored.WithScore((100 * (4 - r)) + (10 * f) + m);
        });

    public static IClassificationRule Pareto { get; } = new TestRule(
        RuleDescriptor.For("test.abc", 1).Dimension("abc").Labels("a", "b", "c").Reads(Abc, Facts.Region),
        static (in facts, why) => facts[Abc] is not { } abc || facts[Facts.Region] is null ? Never : Classes[abc - 1]);

    /// <summary>Reads facts of a source of its own.</summary>
    public static IClassificationRule Visitors { get; } = new TestRule(
        RuleDescriptor.For("test.visitors", 1).Dimension("visitors").Labels("visitor", "stranger").Reads(Visits, DaysKnown, RecentShare),
        static (in facts, why) =>
        {
            why?.Because("test.known", facts[DaysKnown]);
            return facts[Visits] is { } visits && visits + facts[DaysKnown] % 7 > 4 && facts[RecentShare] > 0.2 ? "visitor" : "stranger";
        });

    /// <summary>Answers for a batch at a time, and awaits.</summary>
    public static IBatchRule Buyers { get; } = new BuyersRule();

    public static IReadOnlyList<RuleRegistration> All { get; } = [.. ((IRule[])[LapsingVip, Activity, Rfm, Pareto, Visitors, Buyers]).Select(static rule => new RuleRegistration(rule))];

    public static IReadOnlyList<FactSourceRegistration> Sources { get; } = [new(new VisitSource())];

    public static AsOf EndOf(int year, int month, int day) => AsOf.EndOf(new LocalDate(year, month, day), DateTimeZone.Utc);

    private sealed class BuyersRule : IBatchRule
    {
        private static readonly Verdict Buyer = "buyer", Passer = "passer-by";

        public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("test.buyers", 1).Dimension("buyers").Labels("buyer", "passer-by").Reads(Orders);

        public async ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken)
        {
            await Task.Yield();
            for (int i = 0; i < batch.Count; i++)
            {
                int orders = batch[i][Orders];
                batch.Why(i)?.Because("test.orders", orders);
                batch.Answer(i, orders > 0 ? Buyer.WithScore(orders) : Passer);
            }
        }
    }

    /// <summary>Facts of order events that are not among the built-in ones, one for each way in which a fact moves.</summary>
    private sealed class VisitSource : IFactSource
    {
        public IReadOnlyList<Fact> Provides { get; } = [Visits, DaysKnown, RecentShare];

        public async ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
        {
            await Task.Yield();
            long monthAgo = (request.AsOf.Zone.StartOf(request.AsOf.Date.PlusDays(-30)) - Duration.Epsilon).ToUnixMicroseconds();
            for (int i = 0; i < request.Count; i++)
            {
                OrderHistory orders = request.Orders(i);
                if (orders.Count == 0)
                {
                    continue;
                }

                request.Set(Visits, i, orders.Count);
                request.Set(DaysKnown, i, (long)Period.DaysBetween(request.AsOf.DateOf(orders.InstantOf(0)), request.AsOf.Date));
                int recent = 0;
                foreach (long at in orders.Microseconds)
                {
                    recent += at > monthAgo ? 1 : 0;
                }

                request.Set(RecentShare, i, recent / (double)orders.Count);
            }
        }
    }
}
