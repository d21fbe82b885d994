using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Orders;
using Crm.Sdk.Tests.Sessions;
using Xunit;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>Labels have a history and become current in one commit (CL-1, CL-2, CL-4, CL-6).</summary>
public sealed class ClassifierTests
{
    [Fact]
    public async Task Everyone_gets_a_label_or_a_reason_why_not()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId big = await crm.CustomerAsync("big"), small = await crm.CustomerAsync("small"), none = await crm.CustomerAsync("none");
        await crm.OrderAsync(big, 60m);
        await crm.OrderAsync(big, 40m);
        await crm.OrderAsync(small, 99.99m);
        ClassificationReport report = await crm.RunAsync();

        Assert.Equal((3L, 3L, 3L), (report.Run.Customers, report.Run.Evaluated, report.Run.Changed));
        Assert.Equal(ClassificationRunState.Completed, report.Run.State);
        Assert.Equal([new LabelCount("big", 1), new LabelCount("small", 1)], Assert.Single(report.Dimensions).Labels);
        Assert.Equal(new Dictionary<CustomerId, string?> { [big] = "big", [small] = "small", [none] = "tests.no-order" }, await crm.CurrentAsync());
        LabelAssignment label = Assert.Single(await crm.Labels.OfAsync(SessionFixture.Ada, small, CancellationToken.None));
        Assert.Equal((99_990_000L, ClassifierFixture.Summer.Instant), (label.ScoreMillionths, label.Since));
    }

    [Fact]
    public async Task A_second_run_over_the_same_facts_changes_nothing()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        await crm.OrderAsync(await crm.CustomerAsync("one"), 10m);
        await crm.RunAsync();
        Dictionary<CustomerId, string?> before = await crm.CurrentAsync();
        ClassificationReport again = await crm.RunAsync();

        Assert.Equal(0, again.Run.Changed);
        Assert.Equal(2, again.Run.Number);
        Assert.Equal(before, await crm.CurrentAsync());
        Assert.Single(await crm.Core.AllAsync<LabelAssignment>());
    }

    [Fact]
    public async Task A_changed_label_keeps_the_old_one_as_history()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId customer = await crm.CustomerAsync("one");
        await crm.OrderAsync(customer, 10m);
        await crm.RunAsync();
        await crm.OrderAsync(customer, 500m);
        Assert.Equal(1, (await crm.RunAsync()).Run.Changed);

        IReadOnlyList<LabelAssignment> history = [.. (await crm.Core.AllAsync<LabelAssignment>()).OrderBy(l => l.FromRun)];
        Assert.Equal([("small", 1L, 2L), ("big", 2L, LabelAssignment.Open)], history.Select(l => (l.Label, l.FromRun, l.ToRun)));
        Assert.Equal("big", (await crm.CurrentAsync())[customer]);
    }

    [Fact]
    public async Task Cancelled_orders_count_for_nothing_and_an_amount_without_a_rate_is_unknown()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId cancelled = await crm.CustomerAsync("cancelled"), foreign = await crm.CustomerAsync("foreign");
        await crm.OrderAsync(cancelled, 500m, status: OrderStatus.Cancelled);
        await crm.OrderAsync(foreign, 500m, "EUR");
        ClassificationReport report = await crm.RunAsync();

        Assert.Equal(1, report.UnknownAmounts);
        Assert.Equal(new Dictionary<CustomerId, string?> { [cancelled] = "tests.no-order", [foreign] = "tests.no-order" }, await crm.CurrentAsync());
    }

    [Fact]
    public async Task The_explanation_gives_the_label_of_the_run_with_its_reasons()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CustomerId customer = await crm.CustomerAsync("one");
        await crm.OrderAsync(customer, 120m);
        await crm.RunAsync();
        RuleExplanation explanation = Assert.Single(await crm.Classifier.ExplainAsync(SessionFixture.Ada, customer, ClassifierFixture.Summer, CancellationToken.None));

        Assert.Equal("big", explanation.Verdict.Label);
        Assert.Equal(new Reason("tests.spend", [Money.Of(120m, "USD")]), Assert.Single(explanation.Reasons));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_run_that_dies_leaves_readers_the_old_labels_and_the_next_run_takes_it_back(int commitsBeforeDeath)
    {
        UncertainStore uncertain = null!;
        ClassifierFixture crm = await ClassifierFixture.StartAsync(store => uncertain = new UncertainStore(store));
        CustomerId first = await crm.CustomerAsync("first"), second = await crm.CustomerAsync("second");
        await crm.OrderAsync(first, 10m);
        await crm.OrderAsync(second, 10m);
        await crm.RunAsync();
        await crm.OrderAsync(first, 500m);
        Dictionary<CustomerId, string?> before = await crm.CurrentAsync();

        // The commits of a run: its beginning, its labels, its end.
        uncertain.FailAfter(commitsBeforeDeath);
        await Assert.ThrowsAsync<IOException>(crm.RunAsync);
        bool died = commitsBeforeDeath < 3;
        Assert.Equal(died ? "small" : "big", (await crm.CurrentAsync())[first]);
        if (died)
        {
            Assert.Equal(before, await crm.CurrentAsync());
        }

        ClassificationReport next = await crm.RunAsync();
        Assert.Equal(died ? 1 : 0, next.Run.Changed);
        Assert.Equal(new Dictionary<CustomerId, string?> { [first] = "big", [second] = "small" }, await crm.CurrentAsync());
        Assert.Equal(died ? 1 : 0, (await crm.Core.AllAsync<ClassificationRun>()).Count(run => run.State == ClassificationRunState.Abandoned));
        Assert.Equal(3, (await crm.Core.AllAsync<LabelAssignment>()).Count);
    }

    [Fact]
    public async Task Of_two_runs_at_once_readers_see_one_or_the_other()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            await crm.OrderAsync(await crm.CustomerAsync($"c{i}"), 10 * (i + 1));
        }

        for (int round = 0; round < 30; round++) // a run may begin at any moment of another's beginning
        {
            Exception?[] outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Record.ExceptionAsync(crm.RunAsync))));
            Assert.All(outcomes, outcome => Assert.True(outcome is null or CrmException, outcome?.ToString()));
            await crm.RunAsync();
            Dictionary<CustomerId, string?> current = await crm.CurrentAsync(); // fails where a customer has two
            Assert.Equal(20, current.Count);
            Assert.Equal(11, current.Values.Count(label => label == "big"));
            await crm.OrderAsync(current.Keys.First(), 0.01m); // so that the next has something to decide
        }
    }

    [Fact]
    public async Task An_unknown_rule_is_refused_naming_those_there_are()
    {
        ClassifierFixture crm = await ClassifierFixture.StartAsync();
        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => crm.Classifier.RunAsync(
            SessionFixture.Ada, ClassifierFixture.Summer, new ClassificationOptions { Rules = ["nope"] }, null, CancellationToken.None));
        Assert.Equal(ClassificationRunErrorCodes.UnknownRule, refused.Code);
        Assert.Contains("tests.spend", refused.Message, StringComparison.Ordinal);
    }
}
