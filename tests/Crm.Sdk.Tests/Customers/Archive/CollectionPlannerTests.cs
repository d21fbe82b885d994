using System.Globalization;
using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Tasks;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Customers.Archive;

/// <summary>Collection plans: who asks whom for what by when (CU-6).</summary>
public sealed class CollectionPlannerTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AsOf Friday = ArchiveFixture.On(2026, 1, 2);

    [Fact]
    public async Task CU_6_A_plan_gives_owners_tasks_bounded_by_the_day_and_what_does_not_fit_waits()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync([.. Enumerable.Range(1, 7).Select(static i => (object)Firm($"c{i}", "e1")), Firm("c8", "e2"), Firm("c9", null)]);

        CollectionReport report = await PlanAsync(crm, new CollectionOptions("2026-01") { PerOwnerPerDay = 2, Days = 3, QuestionsPerTask = 2 });

        Assert.Equal((9, 9, 0, 1, 1), (report.Customers, report.WithGaps, report.AlreadyAsked, report.WithoutOwner, report.Waiting));
        Assert.Equal([5, 5, 6, 6, 7, 7], report.Tasks.Where(static task => task.Owner == "e1").Select(static task => task.DueOn.Day)); // Monday on: the weekend is free
        IReadOnlyList<CrmTask> tasks = await crm.Session.AllAsync<CrmTask>();
        Assert.Equal(7, tasks.Count);
        Assert.All(tasks, static task => Assert.Equal(("collect", "Ask for: e-mail, telephone"), (task.Type, task.Title)));
        Assert.Contains("telephone: not known.", tasks[0].Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CU_6_A_plan_made_again_adds_nothing_and_the_next_plan_leaves_open_tasks_and_their_days_alone()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync([.. Enumerable.Range(1, 3).Select(static i => (object)Firm($"c{i}", "e1"))]);
        var options = new CollectionOptions("2026-01") { PerOwnerPerDay = 1, Days = 2 };

        CollectionReport first = await PlanAsync(crm, options), again = await PlanAsync(crm, options), wider = await PlanAsync(crm, new CollectionOptions("2026-02") { PerOwnerPerDay = 1, Days = 3 });

        Assert.Equal((2, 1), (first.Tasks.Count, first.Waiting));
        Assert.Equal((0, 2, 1), (again.Tasks.Count, again.AlreadyAsked, again.Waiting));
        Assert.Equal(new LocalDate(2026, 1, 7), Assert.Single(wider.Tasks).DueOn);
        Assert.Equal(3, (await crm.Session.AllAsync<CrmTask>()).Count);
    }

    [Fact]
    public async Task CU_6_A_task_that_was_done_is_not_asked_again_by_the_same_plan_but_by_the_next()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Firm("c1", "e1"));
        await PlanAsync(crm, new CollectionOptions("one"));
        await using (ICrmSession session = crm.Crm.OpenSession(ArchiveFixture.Ada))
        {
            CrmTask task = Assert.Single((await session.QueryAsync(new CrmQuery<CrmTask>(), None)).Items);
            session.Update(task with { State = TaskState.Done, ClosedAt = crm.Session.Clock.GetCurrentInstant() });
            await session.CommitAsync(None);
        }

        Assert.Empty((await PlanAsync(crm, new CollectionOptions("one"))).Tasks);
        Assert.Single((await PlanAsync(crm, new CollectionOptions("two"))).Tasks);
    }

    [Fact]
    public async Task CU_6_Customers_of_somebody_who_left_go_to_who_stands_in_and_a_dry_run_writes_nothing()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Employee.Of("e1", "Eve") with { ActiveUntil = new LocalDate(2025, 12, 31) }, Firm("c1", "e1"), Firm("c2", null));

        CollectionReport report = await PlanAsync(crm, new CollectionOptions("x") { FallbackOwner = "desk" }, dryRun: true);

        Assert.Equal(["desk", "desk"], report.Tasks.Select(static task => task.Owner));
        Assert.Empty(await crm.Session.AllAsync<CrmTask>());
    }

    [Fact]
    public async Task CU_6_The_heaviest_gaps_come_first_where_no_label_says_who_is_worth_more()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        await crm.AddAsync(Firm("full", "e1") with { Email = "a@example.org", Phone = "+4930123", Country = "DE", Region = "north" }, Firm("bare", "e1"));

        CollectionReport report = await PlanAsync(crm, new CollectionOptions("x") { Facets = ["contact"] });

        Assert.Equal(["bare", "full"], report.Tasks.Select(static task => task.CustomerKey));
        Assert.Equal(["address"], report.Tasks[1].Asks.Select(static ask => ask.Field));
    }

    [Fact]
    public async Task A_plan_without_a_name_or_a_place_is_refused()
    {
        ArchiveFixture crm = await ArchiveFixture.StartAsync();
        foreach (CollectionOptions wrong in (CollectionOptions[])[new(""), new("x") { Days = 0 }, new("x") { PerOwnerPerDay = 0 }, new("x") { QuestionsPerTask = 0 }])
        {
            Assert.Equal(ErrorCodes.BadValue, (await Assert.ThrowsAsync<CrmException>(() => PlanAsync(crm, wrong))).Code);
        }
    }

    private static Customer Firm(string key, string? owner) => Customer.Enterprise(key) with { Key = key, Owner = owner };

    private static Task<CollectionReport> PlanAsync(ArchiveFixture crm, CollectionOptions options, bool dryRun = false) =>
        crm.Planner().PlanAsync(ArchiveFixture.Ada, options, Friday, CultureInfo.GetCultureInfo("en-US"), dryRun, null, None);
}
