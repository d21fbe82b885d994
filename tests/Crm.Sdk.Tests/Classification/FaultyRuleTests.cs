using Crm.Sdk.Classification;
using Xunit;
using static Crm.Sdk.Tests.Classification.ClassificationEngineTests;

namespace Crm.Sdk.Tests.Classification;

/// <summary>No fault of a plugin ends a run or touches what other rules answer.</summary>
public sealed class FaultyRuleTests
{
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly OrderColumns Columns =
        new MemoryOrders([], [.. Enumerable.Range(1, 500).SelectMany(static n => Enumerable.Repeat(n, 1 + (n % 10))).Select(static n => Order(n, 2020, 1, 1 + (n % 28), n))]).Build();

    /// <summary>Soon enough for a test, and late enough for a healthy rule on a busy machine.</summary>
    private static readonly TimeSpan Impatient = TimeSpan.FromSeconds(1.5);

    private static readonly AsOf AsOf = TestRules.EndOf(2020, 1, 31);

    [Fact]
    public async Task A_customer_for_whom_a_rule_throws_keeps_its_label_and_is_listed_and_asked_again()
    {
        bool broken = false;
        var guard = new RecordingGuard();
        RuleRegistration rule = new(Rule("test.throws", (in facts, _) => broken && facts[Orders] == 10 ? throw new InvalidOperationException("no tens") : facts[Orders] > 5 ? "x" : "y"), guard);
        ClassificationResult first = await RunAsync([rule]);
        Assert.Equal((0, 5), (guard.Failures, guard.Batches));

        broken = true;
        ClassificationResult second = await RunAsync([new(rule.Rule, guard, "asked for everybody again"), new(TestRules.Activity)], first);
        RuleResult result = second.Rules[0];
        Assert.Null(result.Stop);
        Assert.Equal(50, result.Failures.Count);
        Assert.All(result.Failures, static failure => Assert.Equal(("System.InvalidOperationException", "no tens"), (failure.ExceptionType, failure.Message)));
        Assert.All(Enumerable.Range(0, 500), row => Assert.Equal(first.Rules[0].LabelAt(row), result.LabelAt(row)));
        Assert.Equal(5, guard.Failures); // one a batch, not one a customer
        await AssertHealthyAsync(second.Rules[1]);

        broken = false;
        ClassificationResult third = await RunAsync([new(rule.Rule, guard, "asked for everybody again")], second);
        Assert.Equal((50, 0, 0), (third.Rules[0].Evaluated, third.Rules[0].Failures.Count, third.Rules[0].ChangedRows.Count));
    }

    [Fact]
    public async Task A_rule_that_throws_for_too_many_customers_is_stopped_and_all_its_labels_stay()
    {
        int limit = int.MaxValue;
        RuleRegistration rule = new(Rule("test.throws", (in facts, _) => facts[Orders] > limit ? throw new FormatException("too many") : facts[Orders] > 5 ? "x" : "y"));
        ClassificationResult first = await RunAsync([rule]);
        limit = 1;
        ClassificationResult second = await RunAsync([new(rule.Rule, fingerprint: "again"), new(TestRules.Activity)], first);
        Assert.Equal(ClassificationErrorCodes.RuleStopped, second.Rules[0].Stop!.Code);
        Assert.Contains("too many", second.Rules[0].Stop!.Message, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 500), row => Assert.Equal(first.Rules[0].LabelAt(row), second.Rules[0].LabelAt(row)));
        Assert.Empty(second.Rules[0].ChangedRows);
        await AssertHealthyAsync(second.Rules[1]);

        limit = int.MaxValue;
        Assert.Equal(500, (await RunAsync([new(rule.Rule, fingerprint: "again")], second)).Rules[0].Evaluated);
    }

    [Fact]
    public async Task A_rule_that_hangs_is_given_up_with_its_threads_and_the_others_go_on()
    {
        using var hang = new ManualResetEventSlim();
        using var left = new CountdownEvent(1);
        var guard = new RecordingGuard();
        int entered = 0;
        RuleRegistration rule = new(
            Rule("test.hangs", (in facts, _) =>
            {
                if (facts[Orders] == 7)
                {
                    left.AddCount();
                    Interlocked.Increment(ref entered);
                    hang.Wait();
                    left.Signal();
                }

                return "x";
            }),
            guard);
        ClassificationResult result = await RunAsync([rule, new(TestRules.Activity)], deadline: Impatient);
        Assert.Equal(ClassificationErrorCodes.RuleStopped, result.Rules[0].Stop!.Code);
        Assert.Contains("'test.hangs' did not end", result.Rules[0].Stop!.Message, StringComparison.Ordinal);
        Assert.Equal(entered, guard.Hangs);
        Assert.InRange(guard.Hangs, 1, 2);
        Assert.Equal(0, result.Rules[0].Evaluated);
        await AssertHealthyAsync(result.Rules[1]);

        // What the abandoned threads do when they come back reaches nobody.
        string?[] before = [.. Enumerable.Range(0, 500).Select(result.Rules[0].LabelAt)];
        hang.Set();
        left.Signal();
        Assert.True(left.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal(before, Enumerable.Range(0, 500).Select(result.Rules[0].LabelAt));
        Assert.All(before, Assert.Null);
    }

    [Fact]
    public async Task Reading_an_undeclared_fact_stops_the_rule_with_the_facts_name()
    {
        ClassificationResult result = await RunAsync([new(Rule("test.curious", static (in facts, _) => facts[LapsingVip.DaysSince] > 3 ? "x" : "y")), new(TestRules.Activity)]);
        Assert.Contains("'daysSinceLastOrder'", result.Rules[0].Stop!.Message, StringComparison.Ordinal);
        await AssertHealthyAsync(result.Rules[1]);
    }

    [Fact]
    public async Task An_answer_that_is_not_declared_or_no_answer_stops_the_rule()
    {
        ClassificationResult result = await RunAsync(
            [new(Rule("test.other", static (in _, _) => "other", "o")), new(Rule("test.silent", static (in _, _) => default, "s")), new(TestRules.Activity)]);
        Assert.Contains("'other'", result.Rules[0].Stop!.Message, StringComparison.Ordinal);
        Assert.Contains("gave no answer", result.Rules[1].Stop!.Message, StringComparison.Ordinal);
        await AssertHealthyAsync(result.Rules[2]);
    }

    [Fact]
    public async Task Of_two_rules_with_one_id_or_one_dimension_the_first_is_used()
    {
        ClassificationResult result = await RunAsync(
            [new(Rule("test.first", static (in _, _) => "x", "d")), new(Rule("test.second", static (in _, _) => "y", "d")), new(Rule("test.first", static (in _, _) => "y", "e"))]);
        Assert.Equal("x", result.Rules[0].LabelAt(0));
        Assert.Equal([null, ClassificationErrorCodes.Conflict, ClassificationErrorCodes.Conflict], result.Rules.Select(static rule => rule.Stop?.Code));
    }

    [Fact]
    public async Task A_plugin_that_is_switched_off_is_not_asked()
    {
        int asked = 0;
        RuleRegistration rule = new(
            Rule("test.off", (in _, _) =>
            {
                Interlocked.Increment(ref asked);
                return "x";
            }),
            new RecordingGuard { IsOpen = true });
        ClassificationResult result = await RunAsync([rule]);
        Assert.Equal(0, asked);
        Assert.Contains("com.acme.rules", result.Rules[0].Stop!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("forgets")]
    [InlineData("invents")]
    public async Task A_batch_rule_that_fails_is_stopped_and_the_others_go_on(string how)
    {
        ClassificationResult result = await RunAsync([new(new FaultyBatchRule(how)), new(TestRules.Activity), new(TestRules.Buyers)], deadline: Impatient);
        Assert.Equal(ClassificationErrorCodes.RuleStopped, result.Rules[0].Stop!.Code);
        Assert.Null(result.Rules[2].Stop);
        await AssertHealthyAsync(result.Rules[1]);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("hangs")]
    [InlineData("blocks")]
    public async Task A_source_that_fails_stops_the_rules_that_read_its_facts_and_no_others(string how)
    {
        using var hang = new ManualResetEventSlim();
        var source = new FaultySource(how, hang);
        ClassificationResult result = await RunAsync(
            [new(TestRules.Visitors), new(TestRules.Activity)], sources: [new(source)], deadline: Impatient);
        hang.Set();
        Assert.Equal(ClassificationErrorCodes.RuleStopped, result.Rules[0].Stop!.Code);
        Assert.Contains("test.visits", result.Rules[0].Stop!.Message, StringComparison.Ordinal);
        await AssertHealthyAsync(result.Rules[1]);
    }

    [Fact]
    public async Task A_fact_that_nobody_or_everybody_provides_stops_the_rules_that_read_it()
    {
        ClassificationResult none = await RunAsync([new(TestRules.Visitors), new(TestRules.Activity)]);
        Assert.Equal(ClassificationErrorCodes.FactWithoutSource, none.Rules[0].Stop!.Code);
        await AssertHealthyAsync(none.Rules[1]);

        ClassificationResult two = await RunAsync([new(TestRules.Visitors)], sources: [.. TestRules.Sources, .. TestRules.Sources]);
        Assert.Equal(ClassificationErrorCodes.Conflict, two.Rules[0].Stop!.Code);

        Fact<long> otherType = Fact.Custom<long>("test.visits");
        ClassificationResult mistyped = await RunAsync(
            [new(new TestRule(RuleDescriptor.For("test.mistyped", 1).Dimension("m").Labels("x").Reads(otherType), static (in _, _) => "x"))], sources: TestRules.Sources);
        Assert.Equal(ClassificationErrorCodes.FactWithoutSource, mistyped.Rules[0].Stop!.Code);
        Assert.Contains("another type", mistyped.Rules[0].Stop!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_and_batch_rules_are_called_through_their_plugins_guard()
    {
        RecordingGuard forSource = new(), forRule = new();
        ClassificationResult result = await RunAsync([new(TestRules.Visitors), new(TestRules.Buyers, forRule)], sources: [new(TestRules.Sources[0].Source, forSource)]);
        Assert.All(result.Rules, static rule => Assert.Null(rule.Stop));
        Assert.Equal((5, 5), (forSource.Calls, forRule.Calls));
    }

    [Fact]
    public async Task A_rule_that_throws_has_no_explanation_but_the_others_have()
    {
        ClassificationInput input = new() { Columns = Columns, AsOf = AsOf, Rules = [new(Rule("test.throws", static (in _, _) => throw new InvalidOperationException("oh"))), new(TestRules.Activity)] };
        IReadOnlyList<RuleExplanation> explained = await new ClassificationEngine().ExplainAsync(input, Customer(3), default);
        Assert.Contains("oh", explained[0].Stop!.Message, StringComparison.Ordinal);
        Assert.NotEmpty(explained[1].Reasons);
    }

    private static TestRule Rule(string id, TestRule.Body body, string dimension = "test") =>
        new(RuleDescriptor.For(id, 1).Dimension(dimension).Labels("x", "y").Reads(Orders), body);

    private static Task<ClassificationResult> RunAsync(
        IReadOnlyList<RuleRegistration> rules, ClassificationResult? previous = null, TimeSpan? deadline = null, IReadOnlyList<FactSourceRegistration>? sources = null)
    {
        var options = new ClassificationEngineOptions { BatchSize = 100, Threads = 2 };
        options.BatchDeadline = deadline ?? options.BatchDeadline;
        return new ClassificationEngine(options).RunAsync(new() { Columns = Columns, AsOf = AsOf, Rules = rules, Sources = sources ?? [], Previous = previous }, default);
    }

    private static async Task AssertHealthyAsync(RuleResult activity)
    {
        RuleResult alone = (await RunAsync([new(TestRules.Activity)])).Rules[0];
        Assert.Null(activity.Stop);
        Assert.All(Enumerable.Range(0, 500), row => Assert.Equal(alone.LabelAt(row), activity.LabelAt(row)));
    }

    private sealed class FaultyBatchRule(string how) : IBatchRule
    {
        public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("test.batch", 1).Dimension("batch").Labels("x").Reads(Orders);

        public async ValueTask ClassifyAsync(RuleBatch batch, CancellationToken cancellationToken)
        {
            await Task.Yield();
            for (int i = 0; i < batch.Count; i++)
            {
                batch.Answer(i, how == "invents" ? "z" : how == "forgets" && i == 50 ? default(Verdict) : "x");
            }

            if (how == "throws")
            {
                throw new InvalidOperationException("no batches");
            }

            if (how == "hangs")
            {
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
            }
        }
    }

    private sealed class FaultySource(string how, ManualResetEventSlim hang) : IFactSource
    {
        public IReadOnlyList<Fact> Provides { get; } = [TestRules.Visits, TestRules.DaysKnown, TestRules.RecentShare];

        public async ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
        {
            if (how == "blocks")
            {
                hang.Wait(CancellationToken.None);
            }

            await Task.Yield();
            if (how == "throws")
            {
                throw new InvalidOperationException("no facts");
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
