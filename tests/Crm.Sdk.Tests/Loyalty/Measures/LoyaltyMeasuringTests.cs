using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Orders;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Loyalty is gathered, assessed, kept and made again; sources may fail (LO-4, LO-5).</summary>
public sealed class LoyaltyMeasuringTests
{
    private static readonly Customer Acme = Customer.Enterprise("Acme") with { Key = "acme" }, Beta = Customer.Enterprise("Beta") with { Key = "beta" }, Mute = Customer.Enterprise("Mute") with { Key = "mute" };

    [Fact]
    public async Task LO_4_An_assessment_is_made_of_evidence_and_behaviour_and_kept_with_both()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, LoyaltyDesk.Answer(Acme.Id, "trust", 7, 10), LoyaltyDesk.Answer(Acme.Id, "trust", 1, -1), .. Sales(Acme, 10, 100)]);

        FiledLoyalty filed = await desk.AssessAsync(Acme.Id);

        Assert.Equal(["attention-own", "repurchase-rate", "trust"], filed.Assessment.Values.Select(static value => value.Indicator));
        Assert.Equal([1.0], filed.Assessment.Values.Where(static value => value.Indicator == "trust").Select(static value => value.Value)); // the answer of tomorrow does not count
        LoyaltyAssessmentRecord kept = Assert.Single(await desk.Measuring.HistoryAsync(SessionFixture.Ada, Acme.Id, default));
        Assert.Equal(filed.Record with { Origin = kept.Origin }, kept);
        Assert.True(desk.Measuring.Again(kept).Agrees);
    }

    [Fact]
    public async Task LO_4_An_assessment_comes_out_the_same_after_records_and_policy_have_changed()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, LoyaltyDesk.Answer(Acme.Id, "trust", 7), LoyaltyDesk.Answer(Acme.Id, "emotion", 6)]);
        FiledLoyalty filed = await desk.AssessAsync(Acme.Id);
        await desk.AddAsync(LoyaltyDesk.Answer(Acme.Id, "trust", 1));
        LoyaltyPolicy stricter = LoyaltyPolicies.Standard with { Version = 2, HighAttitude = 0.9 };
        LoyaltyMeasuring later = desk.With(new LoyaltyMeasureSettings { Policy = stricter, EarlierPolicies = [LoyaltyPolicies.Standard] });

        FiledLoyalty again = later.Again(Assert.Single(await later.HistoryAsync(SessionFixture.Ada, Acme.Id, default)));

        Assert.True(again.Agrees);
        Assert.Equal(filed.Assessment, again.Assessment);
        Assert.Equal(LoyaltyMeasureErrorCodes.BadAssessment, Assert.Throws<CrmException>(() => desk.With(new LoyaltyMeasureSettings { Policy = stricter }).Again(filed.Record)).Code);
        Assert.Equal(LoyaltyMeasureErrorCodes.BadAssessment, Assert.Throws<CrmException>(() => desk.Measuring.Again(filed.Record with { Input = "{\"asOf\":1}" })).Code);
    }

    [Fact]
    public async Task LO_5_A_customer_a_little_below_the_edge_keeps_its_cell_from_the_assessment_of_an_earlier_day()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, .. Attitude(Acme, 5, 1), .. Sales(Acme, 10, 100)]);
        AsOf before = AsOf.EndOf(LoyaltyDraws.Day.PlusDays(-1), DateTimeZone.Utc);

        Assert.Equal("true", (await desk.AssessAsync(Acme.Id, before)).Assessment.Cell);
        await desk.AddAsync(LoyaltyDesk.Answer(Acme.Id, "trust", 3), LoyaltyDesk.Answer(Acme.Id, "emotion", 4), LoyaltyDesk.Answer(Acme.Id, "product-regard", 4));
        LoyaltyAssessment after = (await desk.AssessAsync(Acme.Id)).Assessment, again = (await desk.AssessAsync(Acme.Id)).Assessment;

        Assert.InRange(after.Attitude.Value!.Value, 0.55, 0.6);
        Assert.Equal(("true", "true"), (after.Cell, again.Cell));
        Assert.Equal(after, again);
        Assert.Equal("loyalty.axis.kept-high", after.CellReasons[0].Code);
    }

    [Fact]
    public async Task LO_4_A_run_assesses_all_of_whom_something_is_known_and_adds_nothing_when_it_runs_again()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, Beta, Mute, LoyaltyDesk.Answer(Acme.Id, "trust", 7), .. Sales(Beta, 10, 100)]);

        LoyaltyRunReport first = await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);
        LoyaltyRunReport second = await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);
        await desk.AddAsync(LoyaltyDesk.Answer(Beta.Id, "trust", 1));
        LoyaltyRunReport third = await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);

        Assert.Equal(new LoyaltyRunReport(3, 2, 0, 1, []), first);
        Assert.Equal(new LoyaltyRunReport(3, 0, 2, 1, []), second);
        Assert.Equal(new LoyaltyRunReport(3, 1, 1, 1, []), third);
        Assert.Equal(3, (await desk.Core.AllAsync<LoyaltyAssessmentRecord>()).Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public async Task CL_4_Answers_depend_neither_on_the_size_of_batches_nor_on_who_else_is_in_them(int batchSize)
    {
        Customer[] customers = [.. Enumerable.Range(0, 7).Select(static n => Customer.Enterprise($"C{n}"))];
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(
            [.. customers, .. customers.SelectMany(static (customer, n) => Sales(customer, 10 + n, 100 + (20 * n), 300)), .. customers.Select(static (customer, n) => LoyaltyDesk.Answer(customer.Id, "trust", 1 + n))]);

        await desk.With(new LoyaltyMeasureSettings { BatchSize = batchSize }).AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);

        Assert.Equal(7, (await desk.Core.AllAsync<LoyaltyAssessmentRecord>()).Count);
        foreach (Customer customer in customers)
        {
            LoyaltyAssessmentRecord kept = Assert.Single(await desk.Measuring.HistoryAsync(SessionFixture.Ada, customer.Id, default));
            Assert.Equal(kept.Input, (await desk.AssessAsync(customer.Id)).Record.Input);
        }
    }

    [Fact]
    public async Task LO_4_A_source_that_fails_is_named_and_lowers_the_confidence_and_the_run_goes_on()
    {
        var source = new Panel();
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, LoyaltyDesk.Answer(Acme.Id, "trust", 7)], source);

        LoyaltyAssessment well = (await desk.AssessAsync(Acme.Id)).Assessment;
        source.Fault = static _ => throw new InvalidOperationException("The line is down.");
        LoyaltyAssessment down = (await desk.AssessAsync(Acme.Id)).Assessment;
        source.Fault = static request => request.Report(0, new LoyaltyFinding("emotion", 2, LoyaltyDraws.Day, "acme.panel"));
        LoyaltyRunReport wrong = await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);

        Assert.Equal(["emotion", "trust"], well.Values.Select(static value => value.Indicator));
        Assert.Empty(well.Input.Failed);
        Assert.Equal(["trust"], down.Values.Select(static value => value.Indicator)); // also what it had reported before it failed is left out
        Assert.Equal(["acme.panel"], down.Input.Failed);
        Assert.True(down.Confidence < well.Confidence);
        Assert.Equal(["acme.panel"], wrong.Failed);
    }

    [Fact]
    public async Task DQ_3_The_loyalty_of_a_survivor_is_by_the_records_of_both()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(
            [Acme with { State = CustomerState.Merged, MergedInto = Beta.Id }, Beta, Merge(Acme, Beta), LoyaltyDesk.Answer(Acme.Id, "trust", 7), LoyaltyDesk.Answer(Beta.Id, "trust", 4), .. Sales(Acme, 100), .. Sales(Beta, 10)]);

        FiledLoyalty filed = await desk.AssessAsync(Acme.Id);
        LoyaltyRunReport run = await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);

        Assert.Equal(Beta.Id, filed.Record.Customer);
        Assert.Equal([("repurchase-rate", 1.0), ("trust", 0.75)], filed.Assessment.Values.Where(static value => value.Indicator != "attention-own").Select(static value => (value.Indicator, value.Value)));
        Assert.Equal(new LoyaltyRunReport(1, 0, 1, 0, []), run);
    }

    [Fact]
    public async Task LO_5_The_profile_counts_each_customer_by_its_last_assessment_up_to_the_day()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, Beta, .. Attitude(Acme, 7, 200), .. Sales(Acme, 10, 100), LoyaltyDesk.Answer(Beta.Id, "kinship", 7), LoyaltyDesk.Answer(Acme.Id, "emotion", 1)]);
        await desk.AssessAsync(Acme.Id, AsOf.EndOf(LoyaltyDraws.Day.PlusDays(-100), DateTimeZone.Utc)); // when it had bought once only
        await desk.Measuring.AssessAllAsync(SessionFixture.Ada, LoyaltyDesk.June, null, default);

        IReadOnlyList<LoyaltyShare> june = await new LoyaltyProfile(desk.Core.Store).ReadAsync(SessionFixture.Ada, LoyaltyDraws.Day, default);
        IReadOnlyList<LoyaltyShare> march = await new LoyaltyProfile(desk.Core.Store).ReadAsync(SessionFixture.Ada, LoyaltyDraws.Day.PlusDays(-50), default);

        Assert.Equal([("true", "trust", 1L), (null, "kinship", 1L)], june.Select(static share => (share.Cell, share.Type, share.Customers)));
        Assert.Equal([(null, null, 1L)], march.Select(static share => (share.Cell, share.Type, share.Customers)));
        Assert.Null(june[1].MeanIndex);
        Assert.Equal(0, june[1].MeanConfidence);
    }

    [Fact]
    public async Task LO_4_Of_many_answers_of_one_source_the_20_newest_count()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([Acme, .. Enumerable.Range(0, 30).Select(static n => LoyaltyDesk.Answer(Acme.Id, "trust", n < 20 ? 7 : 1, n))]);
        Assert.Equal((1.0, 20L), (await desk.AssessAsync(Acme.Id)).Assessment.Values.Select(static value => (value.Value, value.Records)).Single());
    }

    [Fact]
    public async Task An_unknown_customer_is_refused()
    {
        LoyaltyDesk desk = await LoyaltyDesk.OpenAsync([]);
        Assert.Equal(CustomerErrorCodes.Unknown, (await Assert.ThrowsAsync<CrmException>(() => desk.AssessAsync(CustomerId.New()))).Code);
    }

    private static object[] Sales(Customer customer, params int[] daysAgo) =>
        [.. daysAgo.Select(days => (object)Order.Place(customer.Id, LoyaltyDesk.Noon(days), OrderLine.OfTotal("a", 1, Money.Of(100m, "CNY"))))];

    private static object[] Attitude(Customer customer, int likert7, int daysAgo) => [.. new[] { "trust", "emotion", "product-regard" }.Select(indicator => (object)LoyaltyDesk.Answer(customer.Id, indicator, likert7, daysAgo))];

    private static CustomerMerge Merge(Customer loser, Customer survivor) => new()
    {
        Id = RecordId.New(), Loser = loser.Id, Survivor = survivor.Id, LoserState = loser.State,
    };

    /// <summary>A panel that knows how everybody feels, as long as its line is up.</summary>
    private sealed class Panel : ILoyaltyMeasureSource
    {
        public Action<LoyaltyMeasureRequest>? Fault { get; set; }

        public string Name => "acme.panel";

        public ValueTask MeasureAsync(LoyaltyMeasureRequest request, CancellationToken cancellationToken)
        {
            for (int place = 0; place < request.Customers.Count; place++)
            {
                request.Report(place, new LoyaltyFinding("emotion", 0.75, request.AsOf.Date, Name));
            }

            Fault?.Invoke(request);
            return ValueTask.CompletedTask;
        }
    }
}
