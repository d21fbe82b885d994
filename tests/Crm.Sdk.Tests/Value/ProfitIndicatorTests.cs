using Crm.Sdk.Billing;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Orders;
using Crm.Sdk.Receivables;
using Crm.Sdk.Service;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Value;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>The indicators of profit contribution, each scored with evidence (VA-4, G30), and its concentration.</summary>
public sealed class ProfitIndicatorTests
{
    private static readonly AsOf Summer = ClassifierFixture.Summer;
    private static readonly Customer Acme = Customer.Enterprise("Acme") with
    {
        Key = "acme", Attributes = [new("business.growth", "-10"), new("business.management-quality", "high"), new("business.outlook", "stable")],
    };

    [Fact]
    public async Task VA_4_each_indicator_is_the_mean_of_its_evidence()
    {
        ClassifierFixture crm = await StartAsync();

        ValueList<IndicatorScore> scores = await ReadAsync(crm);

        Assert.Equal(
            ["Enthusiasm 2.08: purchase-days 2 1.67, own-contacts 3 2.50", "OperatingAbility 5.83: management-quality 2 10.00, outlook 1 5.00, growth -10 2.50", "Reputation 5.00: paid-on-time 0.5 5.00", "SocialConnections 2.50: referrals 2 4.00, relations 1 1.00"],
            scores.Select(static score => FormattableString.Invariant(
                $"{score.Indicator} {score.Score:F2}: {string.Join(", ", score.Evidence.Select(static evidence => FormattableString.Invariant($"{evidence.Code} {evidence.Value} {evidence.Score:F2}")))}")));
    }

    [Fact]
    public async Task VA_4_what_the_records_say_nothing_of_has_no_score()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId ada = await crm.CustomerAsync("ada");

        ValueList<IndicatorScore> scores = await Reader(crm).ReadAsync(SessionFixture.Ada, ada, Summer, null, CancellationToken.None);

        Assert.Equal(4, scores.Count);
        Assert.All(scores, static score => Assert.Null(score.Score));
    }

    [Fact]
    public async Task VA_4_an_unknown_customer_is_refused() => Assert.Equal(
        CustomerErrorCodes.Unknown,
        (await Assert.ThrowsAsync<CrmException>(async () =>
        {
            ClassifierFixture crm = await ClassifierFixture.StartAsync();
            await Reader(crm).ReadAsync(SessionFixture.Ada, CustomerId.New(), Summer, null, CancellationToken.None);
        })).Code);

    [Fact] // by hand: x = −20, 10, 30, 80; Σ(2i − n − 1)x = −3·−20 − 10 + 30 + 3·80 = 320; 320 / (4·100)
    public void VA_4_the_whale_curve_rises_above_all_profit_and_falls_back_over_those_who_lose()
    {
        ProfitConcentration found = ProfitConcentration.Of([10, -20, 80, 30]);

        Assert.Equal((4, 1, 100L, 120L, 0.8), (found.Customers, found.Unprofitable, found.Total, found.Peak, found.Gini));
        Assert.Equal([(0, 0), (0.25, 0.8), (0.5, 1.1), (0.75, 1.2), (1, 1)], found.Curve());
        Assert.Equal((1.1, 110L, 2), (found.OfBest(0.5), found.ProfitOfBest(0.5), found.CustomersOf(0.5)));
        Assert.Equal(0, ProfitConcentration.Of([5, 5, 5]).Gini);
        Assert.Null(ProfitConcentration.Of([-1, 1]).Gini);
        Assert.Empty(ProfitConcentration.Of([]).Curve());
    }

    [Fact]
    public void VA_4_a_long_curve_is_told_by_201_points_that_lie_on_it()
    {
        ProfitConcentration found = ProfitConcentration.Of(Enumerable.Range(1, 1_000).Select(static profit => (long)profit));

        ValueList<(double Customers, double Profit)> curve = found.Curve();

        Assert.Equal(201, curve.Count);
        Assert.All(curve, point => Assert.Equal(found.OfBest(point.Customers)!.Value, point.Profit, 1e-12));
    }

    private static ProfitIndicatorReader Reader(ClassifierFixture crm) => new(
        crm.Core.Crm,
        crm.Core.Store,
        new CustomerIdentity(crm.Core.Store, crm.Core.Crm.Model),
        new PaymentBehaviourReader(new LedgerReader(crm.Core.Store, crm.Core.Crm.Model), crm.Core.Store, new ClassifierSettings { ReportingCurrency = "USD" }));

    private static async Task<ValueList<IndicatorScore>> ReadAsync(ClassifierFixture crm) =>
        await Reader(crm).ReadAsync(SessionFixture.Ada, Acme.Id, Summer, null, CancellationToken.None);

    private static async Task<ClassifierFixture> StartAsync()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId bob = await crm.CustomerAsync("bob"), eve = await crm.CustomerAsync("eve"), dan = await crm.CustomerAsync("dan");
        Money hundred = Money.Of(100m, "USD");
        OrderLine line = OrderLine.OfTotal(null, 1, hundred);
        await using ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada);
        session.Add(Acme);
        foreach (int days in (int[])[0, 10, 10, 400]) // of the last 12 months two days
        {
            session.Add(Order.Place(Acme.Id, Summer.Instant - Duration.FromDays(days), line));
        }

        foreach ((string type, InteractionDirection direction, int days) in ((string, InteractionDirection, int)[])
            [("call", InteractionDirection.Inbound, 1), ("call", InteractionDirection.Inbound, 2), ("visit", InteractionDirection.Inbound, 3), ("call", InteractionDirection.Outbound, 4), (InteractionTypes.Complaint, InteractionDirection.Inbound, 5), ("call", InteractionDirection.Inbound, 500)])
        {
            session.Add(Interaction.Of(Acme.Id, type, Summer.Instant - Duration.FromDays(days)) with { Direction = direction });
        }

        LocalDate due = new(2026, 5, 1);
        session.Add(Invoice.Of("F-1", Acme.Id, new LocalDate(2026, 4, 1), hundred) with { DueOn = due });
        session.Add(Invoice.Of("F-2", Acme.Id, new LocalDate(2026, 4, 1), hundred) with { DueOn = due });
        session.Add(Invoice.Of("F-3", Acme.Id, new LocalDate(2026, 4, 1), hundred) with { DueOn = due, Status = InvoiceStatuses.Cancelled });
        session.Add(Invoice.Of("F-4", Acme.Id, new LocalDate(2026, 4, 1), hundred) with { DueOn = new LocalDate(2026, 7, 1) }); // not yet due
        session.Add(Payment.Of("P-1", Acme.Id, Instant.FromUtc(2026, 5, 1, 23, 0), hundred, new PaymentAllocation("F-1", hundred)));
        session.Add(Payment.Of("P-2", Acme.Id, Instant.FromUtc(2026, 5, 2, 1, 0), hundred, new PaymentAllocation("F-2", hundred)));
        session.Add(Relation.Between(RelationTypes.Referral, Acme.Id, bob));
        session.Add(Relation.Between(RelationTypes.Referral, Acme.Id, eve));
        session.Add(Relation.Between(RelationTypes.Contact, dan, Acme.Id));
        session.Add(Relation.Between(RelationTypes.Contact, Acme.Id, dan, new LocalDate(2027, 1, 1))); // not yet
        await session.CommitAsync(CancellationToken.None);
        return crm;
    }
}
