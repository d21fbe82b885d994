using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class RetailRuleLaws
{
    [Fact]
    public Task CL_4_answers_do_not_depend_on_the_order() => ClassificationLaws.IndependentOfOrderAsync(RetailRules.Registered(RetailRules.Small), []);

    [Fact]
    public Task CL_5_incremental_runs_give_the_answers_of_full_ones() => ClassificationLaws.IncrementalEqualsFullAsync(RetailRules.Registered(RetailRules.Small), []);

    [Fact]
    public Task CL_5_incremental_runs_give_the_answers_of_full_ones_with_given_edges() =>
        ClassificationLaws.IncrementalEqualsFullAsync(RetailRules.Registered(RetailRules.SmallWithEdges), []);

    [Fact]
    public Task CL_1_the_answer_with_reasons_is_the_answer_without() => ClassificationLaws.ExplainedEqualsClassifiedAsync(RetailRules.Registered(RetailRules.SmallWithEdges), []);

    [Fact]
    public async Task Rfm_segments_and_scores_are_those_of_the_RFM_table() => await Law.HoldsAsync(Populations.Histories, async events =>
    {
        // Customers with an unknown amount count for recency and frequency of the rule's population, but have no place in the table.
        OrderColumns columns = Populations.Of([.. events.Where(static e => e.Marks != OrderMarks.AmountUnknown)]).Build();
        AsOf asOf = TestRules.EndOf(2013, 12, 31);
        ClassificationResult result = await new ClassificationEngine().RunAsync(new() { Columns = columns, AsOf = asOf, Rules = [RetailRules.Registered()[0]] }, default);
        RfmTable table = RfmScoring.Score(columns, asOf);
        Assert.Equal(table.Count, Enumerable.Range(0, columns.Customers).Count(row => result.Rules[0].LabelAt(row) is not null));
        foreach (RfmRow row in table.Rows())
        {
            Assert.True(columns.TryFind(row.Customer, out int at));
            Assert.Equal((row.Segment!.Label, (float?)row.Score), (result.Rules[0].LabelAt(at), result.Rules[0].ScoreAt(at)));
        }
    });

    [Fact]
    public async Task Rfm_by_given_edges_is_the_table_by_fixed_edges() => await Law.HoldsAsync(Populations.Histories, async events =>
    {
        OrderColumns columns = Populations.Of([.. events.Where(static e => e.Marks != OrderMarks.AmountUnknown)]).Build();
        AsOf asOf = TestRules.EndOf(2012, 6, 30);
        ClassificationResult result = await new ClassificationEngine().RunAsync(
            new() { Columns = columns, AsOf = asOf, Rules = [RetailRules.Registered(RetailRules.SmallWithEdges)[0]] }, default);
        var edges = new RfmEdges([5, 20, 50, 200], [1, 4, 10, 40], [50, 200, 500, 2000]);
        foreach (RfmRow row in RfmScoring.Score(columns, asOf, new RfmOptions { Method = RfmMethod.Fixed, Edges = edges }).Rows())
        {
            Assert.True(columns.TryFind(row.Customer, out int at));
            Assert.Equal((float?)row.Score, result.Rules[0].ScoreAt(at));
        }
    });

    [Fact]
    public async Task A_distance_never_grows_while_a_customer_keeps_buying()
    {
        string[] order = ["potential", "target", "first-purchase", "repeat", "loyal"];
        CustomerId ada = CustomerId.New();
        var events = new List<OrderEvent>();
        int reached = 0;
        for (int month = 0; month < 12; month++)
        {
            events.Add(new OrderEvent(ada, OrderId.New(), Instant.FromUtc(2020, 1 + month, 5, 12, 0).ToUnixMicroseconds(), 100));
            ClassificationResult result = await new ClassificationEngine().RunAsync(
                new() { Columns = new MemoryOrders([], events).Build(), AsOf = TestRules.EndOf(2020, 1 + month, 6), Rules = [RetailRules.Registered()[5]] }, default);
            int now = Array.IndexOf(order, result.Rules[0].LabelAt(0));
            Assert.True(now >= reached);
            reached = now;
        }

        Assert.Equal("loyal", order[reached]);
    }
}
