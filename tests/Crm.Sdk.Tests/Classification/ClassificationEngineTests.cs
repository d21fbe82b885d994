using Crm.Sdk.Classification;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class ClassificationEngineTests
{
    [Fact]
    public Task CL_4_answers_do_not_depend_on_the_order_the_batch_size_or_the_number_of_threads() =>
        ClassificationLaws.IndependentOfOrderAsync(TestRules.All, TestRules.Sources);

    [Fact]
    public Task CL_5_a_chain_of_incremental_runs_gives_the_answers_of_a_full_run() =>
        ClassificationLaws.IncrementalEqualsFullAsync(TestRules.All, TestRules.Sources);

    [Fact]
    public Task CL_1_the_answer_with_reasons_is_the_answer_without() =>
        ClassificationLaws.ExplainedEqualsClassifiedAsync(TestRules.All, TestRules.Sources);

    [Fact]
    public async Task Reasons_are_codes_with_typed_arguments()
    {
        OrderColumns columns = new MemoryOrders([], [Order(1, 2020, 1, 1, 500), Order(1, 2020, 1, 11, 700)]).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 31), Rules = [new(TestRules.LapsingVip), new(TestRules.Buyers)] };
        IReadOnlyList<RuleExplanation> explained = await new ClassificationEngine().ExplainAsync(input, Customer(1), default);
        Assert.Equal("lapsing-vip", explained[0].Descriptor.Id["acme.".Length..]);
        Assert.Equal(
            [new Reason("acme.spend", [Money.Of(12m, Currency.Usd), Money.Of(100m, Currency.Usd)]), new Reason("acme.silence", [20, 30.0])],
            explained[0].Reasons);
        Assert.Equal([new Reason("test.orders", [1])], explained[1].Reasons);
    }

    [Fact]
    public async Task Nobody_unknown_is_explained()
    {
        ClassificationInput input = Input(Populations.Of([]).Build(), TestRules.EndOf(2020, 1, 1));
        CrmException error = await Assert.ThrowsAsync<CrmException>(() => new ClassificationEngine().ExplainAsync(input, CustomerId.New(), default));
        Assert.Equal(ClassificationErrorCodes.UnknownCustomer, error.Code);
    }

    [Fact]
    public async Task CL_5_a_rule_is_asked_again_only_where_a_fact_changed_or_the_recheck_date_came()
    {
        var engine = new ClassificationEngine();
        OrderEvent[] events = [Order(1, 2020, 1, 1, 100), Order(2, 2020, 1, 20, 100), Order(3, 2020, 1, 25, 100)];
        OrderColumns columns = new MemoryOrders([], events).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 25), Rules = [new(TestRules.Activity), new(TestRules.LapsingVip)] };
        ClassificationResult first = await engine.RunAsync(input, default);
        Assert.Equal((3, 3), (first.Rules[0].Evaluated, first.Rules[1].Evaluated));
        Assert.Equal(new LocalDate(2020, 2, 1), first.Rules[0].RecheckAt(0));

        // A day on: the rule that knows its recheck need not be asked, the one that reads days without knowing has to be.
        ClassificationResult second = await engine.RunAsync(input with { AsOf = TestRules.EndOf(2020, 1, 26), Previous = first }, default);
        Assert.Equal((0, 3), (second.Rules[0].Evaluated, second.Rules[1].Evaluated));
        Assert.Equal("active", second.Rules[0].LabelAt(0));

        // The first customer's recheck date has come, and the third customer ordered.
        OrderColumns next = columns.With(new MemoryOrders([], [events[2], Order(3, 2020, 1, 30, 100)]).Build());
        ClassificationResult third = await engine.RunAsync(input with { Columns = next, AsOf = TestRules.EndOf(2020, 2, 1), Previous = second }, default);
        Assert.Equal(2, third.Rules[0].Evaluated);
        Assert.Equal([0], third.Rules[0].ChangedRows);
        Assert.Equal("silent", third.Rules[0].LabelAt(0));
        Assert.Equal("active", third.Rules[0].LabelAt(2));
    }

    [Fact]
    public async Task A_rule_with_a_new_version_or_other_settings_is_asked_for_everybody()
    {
        var engine = new ClassificationEngine();
        OrderColumns columns = new MemoryOrders([], [Order(1, 2020, 1, 1, 100), Order(2, 2020, 1, 20, 100)]).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 25), Rules = [Versioned(1, "small", "s1")] };
        ClassificationResult first = await engine.RunAsync(input, default);
        Assert.Equal(0, (await engine.RunAsync(input with { Previous = first }, default)).Rules[0].Evaluated);
        ClassificationResult other = await engine.RunAsync(input with { Previous = first, Rules = [Versioned(1, "small", "s2")] }, default);
        Assert.Equal((2, 0), (other.Rules[0].Evaluated, other.Rules[0].ChangedRows.Count));
        ClassificationResult newer = await engine.RunAsync(input with { Previous = first, Rules = [Versioned(2, "large", "s1")] }, default);
        Assert.Equal((2, 2), (newer.Rules[0].Evaluated, newer.Rules[0].ChangedRows.Count));

        static RuleRegistration Versioned(int version, string answer, string settings) => new(
            new TestRule(
                RuleDescriptor.For("test.versioned", version).Dimension("size").Labels(version == 1 ? ["small"] : ["large", "small"]).Reads(Facts.Orders(Trailing.Ever)),
                (in _, _) => answer),
            fingerprint: settings);
    }

    [Fact]
    public async Task An_earlier_moment_another_zone_or_other_columns_are_computed_in_full()
    {
        var engine = new ClassificationEngine();
        OrderColumns columns = new MemoryOrders([], [Order(1, 2020, 1, 1, 100), Order(2, 2020, 1, 20, 100)]).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 25), Rules = [new(TestRules.Activity)] };
        ClassificationInput next = input with { Previous = await engine.RunAsync(input, default) };
        Assert.Equal(2, (await engine.RunAsync(next with { AsOf = TestRules.EndOf(2020, 1, 24) }, default)).Rules[0].Evaluated);
        Assert.Equal(2, (await engine.RunAsync(next with { AsOf = AsOf.EndOf(new LocalDate(2020, 1, 25), Populations.Zones[2]) }, default)).Rules[0].Evaluated);
        OrderColumns renumbered = columns.With(new OrderColumnsBuilder(Currency.Usd).Build(), [Customer(1)]);
        Assert.Equal(1, (await engine.RunAsync(next with { Columns = renumbered }, default)).Rules[0].Evaluated);
    }

    [Fact]
    public async Task A_run_with_a_stored_model_gives_the_bins_of_that_model()
    {
        var engine = new ClassificationEngine();
        OrderColumns before = new MemoryOrders([], [.. Enumerable.Range(1, 6).Select(n => Order(n, 2020, 1, n, 100 * n))]).Build();
        ClassificationInput input = new() { Columns = before, AsOf = TestRules.EndOf(2020, 2, 1), Rules = [new(TestRules.Rfm)] };
        PopulationModel model = (await engine.RunAsync(input, default)).Model;
        Assert.Equal(3, model.Cuts.Count);

        // Newcomers who spend more than all move the learned edges, but not the stored ones.
        OrderColumns after = new MemoryOrders([], [.. Enumerable.Range(1, 6).Select(n => Order(n, 2020, 1, n, 100 * n)), Order(7, 2020, 1, 7, 5000), Order(8, 2020, 1, 8, 6000), Order(9, 2020, 1, 9, 7000)]).Build();
        ClassificationResult pinned = await engine.RunAsync(input with { Columns = after, Model = PopulationModel.FromJson(model.ToJson()) }, default);
        ClassificationResult learned = await engine.RunAsync(input with { Columns = after }, default);
        Assert.Equal(model, pinned.Model);
        Assert.Equal(3, pinned.Rules[0].ScoreAt(5) % 10);
        Assert.Equal(2, learned.Rules[0].ScoreAt(5) % 10);

        ClassificationResult lacking = await engine.RunAsync(input with { Model = PopulationModel.Empty }, default);
        Assert.Equal(ClassificationErrorCodes.BadPopulationModel, lacking.Rules[0].Stop!.Code);
    }

    [Fact]
    public async Task Counts_of_labels_are_in_the_order_of_the_descriptor()
    {
        OrderColumns columns = new MemoryOrders([new(Customer(9))], [Order(1, 2020, 1, 1, 100), Order(2, 2020, 3, 20, 100), Order(3, 2020, 3, 25, 100)]).Build();
        ClassificationResult result = await new ClassificationEngine().RunAsync(
            new() { Columns = columns, AsOf = TestRules.EndOf(2020, 3, 25), Rules = [new(TestRules.Activity)] }, default);
        Assert.Equal([("active", 2), ("silent", 1)], result.Rules[0].CountLabels());
        Assert.Equal("test.never-ordered", result.Rules[0].NoneCodeAt(0));
    }

    [Fact]
    public async Task Codes_stay_with_their_customers_whichever_thread_met_them_first()
    {
        Verdict[] codes = [.. Enumerable.Range(0, 10).Select(static n => Verdict.None($"test.code-{(n * 7) % 10}"))];
        KnownFact<int> orders = Facts.Orders(Trailing.Ever);
        var rule = new TestRule(
            RuleDescriptor.For("test.codes", 1).Dimension("codes").Labels("x").Reads(orders), (in facts, _) => facts[orders] == 5 ? "x" : codes[facts[orders]]);
        OrderEvent[] events = [.. Enumerable.Range(1, 400).SelectMany(static n => Enumerable.Repeat(n, 1 + ((n * 13) % 9))).Select(static n => Order(n, 2020, 1, 1, 1))];
        OrderColumns columns = new MemoryOrders([], events).Build();
        ClassificationInput input = new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 2), Rules = [new(rule)] };
        var engine = new ClassificationEngine(new ClassificationEngineOptions { BatchSize = 3, Threads = 3 });
        ClassificationResult first = await engine.RunAsync(input, default);
        AssertCodes(first);

        // One customer orders once more: the codes of all others are those of the earlier result.
        OrderEvent[] more = [.. events.Where(static e => e.Customer == Customer(400)), Order(400, 2020, 1, 1, 1)];
        ClassificationResult second = await engine.RunAsync(input with { Columns = columns.With(new MemoryOrders([], more).Build()), Previous = first }, default);
        Assert.Equal(1, second.Rules[0].Evaluated);
        AssertCodes(second);

        void AssertCodes(ClassificationResult result)
        {
            for (int row = 0; row < 400; row++)
            {
                int count = result.Columns.HistoryAt(row).Count;
                Assert.Equal((count == 5 ? "x" : null, count == 5 ? null : codes[count].NoneCode), (result.Rules[0].LabelAt(row), result.Rules[0].NoneCodeAt(row)));
            }
        }
    }

    [Fact]
    public async Task A_cancelled_run_ends()
    {
        using var cancel = new CancellationTokenSource();
        OrderColumns columns = new MemoryOrders([], [.. Enumerable.Range(1, 200).Select(n => Order(n, 2020, 1, 1, n))]).Build();
        var rule = new TestRule(
            RuleDescriptor.For("test.cancels", 1).Dimension("cancels").Labels("x").Reads(Facts.Orders(Trailing.Ever)),
            (in _, _) =>
            {
                cancel.Cancel();
                return "x";
            });
        var engine = new ClassificationEngine(new ClassificationEngineOptions { BatchSize = 1, Threads = 2 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => engine.RunAsync(new() { Columns = columns, AsOf = TestRules.EndOf(2020, 1, 2), Rules = [new(rule)] }, cancel.Token));
    }

    private static ClassificationInput Input(OrderColumns columns, AsOf asOf) => new() { Columns = columns, AsOf = asOf, Rules = TestRules.All, Sources = TestRules.Sources };

    internal static CustomerId Customer(int n) => new(new Guid(n, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));

    internal static OrderEvent Order(int customer, int year, int month, int day, long cents) =>
        new(Customer(customer), OrderId.New(), Instant.FromUtc(year, month, day, 12, 0).ToUnixMicroseconds(), cents);
}
