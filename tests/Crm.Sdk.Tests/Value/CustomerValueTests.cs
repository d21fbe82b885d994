using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Orders;
using Crm.Sdk.Service;
using Crm.Sdk.Tests.Classification.Runs;
using Crm.Sdk.Tests.Sessions;
using Crm.Sdk.Value;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Value;

/// <summary>The services over the reference store: historic value from records, kept fits and predictions, delivered value, concentration of profit.</summary>
public sealed class CustomerValueTests
{
    private static readonly AsOf Summer = ClassifierFixture.Summer;

    [Fact]
    public async Task VA_1_historic_value_is_revenue_less_all_recorded_costs_and_lists_what_is_missing()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId ada = await crm.CustomerAsync("ada");
        Instant yearAgo = Summer.Instant - Duration.FromDays(365.25);
        OrderLine line = OrderLine.OfTotal("a", 2, Money.Of(100m, "USD"));
        Order sale = Order.Place(ada, yearAgo, line with { Cost = Money.Of(60m, "USD") }, OrderLine.OfTotal("b", 1, Money.Of(30m, "USD")));
        await AddAsync(
            crm,
            sale,
            Order.Return(sale, yearAgo + Duration.FromDays(1), [], new ReturnedLine(0, 1)),
            Order.Place(ada, yearAgo, line) with { Status = OrderStatus.Cancelled },
            Order.Place(ada, Summer.Instant + Duration.FromDays(1), line),
            Investment.Of(ada, InvestmentTypes.Gift, Money.Of(8m, "USD"), yearAgo),
            Interaction.Of(ada, InteractionTypes.Call, yearAgo),
            Interaction.Of(ada, InteractionTypes.Visit, yearAgo) with { Length = Duration.FromMinutes(30) },
            Interaction.Of(ada, InteractionTypes.Complaint, yearAgo));
        var options = new ProfitOptions { InteractionCosts = new Dictionary<string, Money> { [InteractionTypes.Call] = Money.Of(2m, "USD") }, HourlyCost = Money.Of(40m, "USD") };

        CustomerProfit profit = await Reader(crm).OfAsync(SessionFixture.Ada, ada, Summer, options, default);

        Assert.Equal(
            ("80.00 USD", "30.00 USD", "8.00 USD", "22.00 USD", "20.00 USD"),
            (profit.Revenue.ToString(), profit.CostOfSales.ToString(), profit.Invested.ToString(), profit.Service.ToString(), profit.Profit.ToString()));
        Assert.Equal(new ProfitGaps(1, 0, 1, false), profit.Gaps);
        Assert.Equal(2.5, profit.ReturnOnInvestment);
        Assert.Equal(profit.Profit, profit.PresentValue);
        CustomerProfit compounded = await Reader(crm).OfAsync(SessionFixture.Ada, ada, Summer, options with { YearlyDiscount = 0.1 }, default);
        Assert.Equal(22.00, (double)compounded.PresentValue.Amount, 0.02); // a year ago at 10 %; the return is a day younger
        Assert.Equal(profit, await Reader(crm).AllAsync(SessionFixture.Ada, Summer, options, default).SingleAsync());
    }

    [Fact]
    public async Task VA_1_a_customer_without_records_brought_nothing_and_everything_is_said_to_be_missing()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerProfit profit = await Reader(crm).OfAsync(SessionFixture.Ada, await crm.CustomerAsync("ada"), Summer, null, default);
        Assert.Equal(0, profit.Profit.MinorUnits);
        Assert.Null(profit.ReturnOnInvestment);
        Assert.True(profit.Gaps.HasNoInvestment);
    }

    [Fact]
    public async Task VA_4_return_on_investment_by_class()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId ada = await crm.CustomerAsync("ada"), bob = await crm.CustomerAsync("bob");
        await crm.OrderAsync(ada, 5000m);
        await crm.OrderAsync(bob, 10m);
        await crm.RunAsync();
        await AddAsync(crm, Investment.Of(ada, InvestmentTypes.Visit, Money.Of(1000m, "USD"), Summer.Instant));

        ValueList<ClassProfit> classes = await Reader(crm).ByClassAsync(SessionFixture.Ada, "size", Summer, null, default);

        Assert.Equal(2, classes.Sum(static c => c.Customers));
        Assert.Equal(4010m, classes.Sum(static c => c.Profit.Amount));
        Assert.Contains(classes, static c => c.ReturnOnInvestment is 4 or 4.01);
    }

    [Fact]
    public async Task VA_2_predictions_are_kept_apart_one_a_customer_and_model_and_come_out_the_same_again()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        var value = new CustomerValue(crm.Core.Crm, crm.Core.Store, crm.Classifier, crm.Core.Clock);
        CustomerId last = default;
        for (int i = 0; i < 60; i++)
        {
            last = await crm.CustomerAsync($"c{i}");
            await AddAsync(crm, [.. Enumerable.Range(0, 1 + (i % 6)).Select(k => (object)Order.Place(
                last, Instant.FromUtc(2025, 9, 1, 12, 0) + Duration.FromDays((i % 20) + (k * (3 + (i % 7)))), OrderLine.OfTotal(null, 1, Money.Of(10 + (i % 9), "USD"))))]);
        }

        var request = new ValuePredictionRequest(ValueModelNames.BgNbd, Summer, 52) { YearlyDiscount = 0.1, Keep = true };
        ValuePredictions first = await value.PredictAsync(SessionFixture.Ada, request, default);
        CustomerPrediction[] before = await first.Rows.ToArrayAsync();
        ValuePredictions second = await value.PredictAsync(SessionFixture.Ada, request, default);
        CustomerPrediction[] again = await second.Rows.ToArrayAsync();

        Assert.Equal(first.Fit, second.Fit); // the kept fit, read back from the store
        Assert.Equal(before, again);
        Assert.Equal(60, (await crm.Core.AllAsync<ValuePrediction>()).Count);
        ValuePrediction kept = Assert.Single(await value.PredictionsOfAsync(SessionFixture.Ada, last, default));
        Assert.Equal((first.Fit.Id, first.SpendFit?.Id, Summer.Instant), (kept.Fit, kept.SpendFit, kept.AsOf));
        Assert.Equal(before.Single(p => p.Customer == last).ProbabilityAlive, kept.AliveMillionths / 1e6, 1e-6);
        Assert.Contains(FitWarnings.FewCustomers, first.Fit.Warnings.Select(static w => w.Code));
    }

    [Fact]
    public async Task VA_2_unknown_models_are_refused()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        var value = new CustomerValue(crm.Core.Crm, crm.Core.Store, crm.Classifier, crm.Core.Clock);
        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => value.FitAsync(SessionFixture.Ada, new ValueFitRequest("nbd", Summer), default));
        Assert.Equal(ValueErrorCodes.UnknownModel, refused.Code);
    }

    [Fact]
    public void VA_3_delivered_value_is_total_value_less_total_cost_compared_with_a_competitor()
    {
        var ours = DeliveredValue.Of(new ValueScore(ValueCriterion.Product, 8, 3, "survey"), new ValueScore(ValueCriterion.Service, 6, 1, "survey"), new ValueScore(ValueCriterion.Money, 4, 1, "price list"));
        var theirs = DeliveredValue.Of(new ValueScore(ValueCriterion.Product, 9, 3, "survey"), new ValueScore(ValueCriterion.Money, 7, 1, "price list"));
        Assert.Equal(7.5, ours.TotalValue);
        Assert.Equal(3.5, ours.Delivered);
        (double? advantage, ValueList<(ValueCriterion Criterion, double Advantage)> by) = ours.Against(theirs);
        Assert.Equal(1.5, advantage);
        Assert.Equal([(ValueCriterion.Product, -1), (ValueCriterion.Money, 3)], by);
        Assert.Equal(5, ours.Missing.Count);
        Assert.Null(DeliveredValue.Of(new ValueScore(ValueCriterion.Image, 5, 1, "survey")).Delivered); // no cost is scored: undefined, not zero
        Assert.Equal(ValueErrorCodes.BadScores, Assert.Throws<CrmException>(static () => DeliveredValue.Of(new ValueScore(ValueCriterion.Time, 11, 1, "survey"))).Code);
    }

    [Fact]
    public void VA_4_concentration_of_profit_counts_losses()
    {
        var curve = ProfitConcentration.Of([50, -30, 100, -20, 0]);
        Assert.Equal((100, 150, 2), (curve.Total, curve.Peak, curve.Unprofitable));
        Assert.Equal(1, curve.OfBest(0.2));
        Assert.Equal(1.5, curve.OfBest(0.4));
        Assert.Equal(1, curve.OfBest(1));
        Assert.Null(ProfitConcentration.Of([-5]).OfBest(0.5));
    }

    private static CustomerProfitReader Reader(ClassifierFixture crm) => new(crm.Core.Crm, crm.Core.Store, new ClassifierSettings { ReportingCurrency = "USD" }, crm.Labels);

    private static async Task AddAsync(ClassifierFixture crm, params object[] records)
    {
        await using ICrmSession session = crm.Core.Crm.OpenSession(SessionFixture.Ada);
        foreach (object record in records)
        {
            switch (record)
            {
                case Order order:
                    session.Add(order);
                    break;
                case Investment investment:
                    session.Add(investment);
                    break;
                default:
                    session.Add((Interaction)record);
                    break;
            }
        }

        await session.CommitAsync(CancellationToken.None);
    }
}
