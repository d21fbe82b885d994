using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Tests.Classification.Support;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>Facts of other records than whole orders: what was invested in a customer, and what it pays for a piece (CL-2).</summary>
public sealed class RecordFactsTests
{
    private static readonly Instant May = Instant.FromUtc(2026, 5, 1, 12, 0);

    [Fact]
    public async Task CL_2_marketing_cost_is_what_was_invested_up_to_the_instant_in_the_reporting_currency()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId ada = await crm.CustomerAsync("ada"), bob = await crm.CustomerAsync("bob"), eve = await crm.CustomerAsync("eve");
        await AddAsync(
            crm,
            Investment.Of(ada, InvestmentTypes.Gift, Money.Of(8m, "USD"), May),
            Investment.Of(ada, InvestmentTypes.Visit, Money.Of(10m, "EUR"), May),
            Investment.Of(ada, InvestmentTypes.Visit, Money.Of(99m, "USD"), ClassifierFixture.Summer.Instant + Duration.FromDays(1)),
            Investment.Of(eve, InvestmentTypes.Visit, Money.Of(1m, "EUR"), May + Duration.FromDays(1))); // a day without a rate

        Assert.Equal(new Dictionary<CustomerId, decimal?> { [ada] = 19m, [bob] = 0m, [eve] = null }, await FactAsync(crm, Facts.MarketingCost));
    }

    [Fact]
    public async Task CL_2_the_price_of_a_piece_is_what_was_paid_over_all_pieces_and_returns_do_not_count()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId ada = await crm.CustomerAsync("ada"), bob = await crm.CustomerAsync("bob");
        Order sale = Order.Place(ada, May, OrderLine.OfTotal("a", 2, Money.Of(10m, "USD")), OrderLine.OfTotal("b", 1, Money.Of(3m, "USD")));
        await AddAsync(
            crm,
            sale,
            Order.Return(sale, May + Duration.FromDays(1), [], new ReturnedLine(0, 1)),
            Order.Place(ada, May, OrderLine.OfTotal("a", 100, Money.Of(1m, "USD"))) with { Status = OrderStatus.Cancelled });

        Assert.Equal(new Dictionary<CustomerId, decimal?> { [ada] = 4.33m, [bob] = null }, await FactAsync(crm, Facts.AveragePiecePrice)); // 13 for three
    }

    private static async Task AddAsync<T>(ClassifierFixture crm, params T[] records)
        where T : class
    {
        await using ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada);
        Array.ForEach(records, session.Add);
        await session.CommitAsync(CancellationToken.None);
    }

    private static async Task<Dictionary<CustomerId, decimal?>> FactAsync(ClassifierFixture crm, Fact<Money> fact)
    {
        var classifier = new Classifier(
            crm.Core.Crm, crm.Core.Store, new FixedExtensions(new ScoreRule(fact)), new ClassificationEngine(), new ClassifierSettings { ReportingCurrency = "USD" }, crm.Core.Clock, TimeProvider.System,
            new DatedRates(("EUR", "USD", new LocalDate(2026, 5, 1), 1.1m)));
        await classifier.RunAsync(SessionFixture.Ada, ClassifierFixture.Summer, null, null, CancellationToken.None);
        var found = new Dictionary<CustomerId, decimal?>();
        await foreach (LabelAssignment label in crm.Labels.OfDimensionAsync(SessionFixture.Ada, "amount", CancellationToken.None))
        {
            found.Add(label.Customer, label.ScoreMillionths / 1_000_000m);
        }

        return found;
    }

    /// <summary>Answers with the amount of a fact as the score.</summary>
    private sealed class ScoreRule(Fact<Money> fact) : IClassificationRule
    {
        private static readonly Verdict Known = "known", Unknown = Verdict.None("tests.unknown");

        public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("tests.amount", version: 1).Dimension("amount").Labels("known").Reads(fact);

        public Verdict Classify(in CustomerFacts facts, Explanation? why) => facts[fact] is { } amount ? Known.WithScore((double)amount.Amount) : Unknown;
    }
}
