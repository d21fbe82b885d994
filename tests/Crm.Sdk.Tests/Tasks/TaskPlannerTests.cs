using Crm.Sdk.Storage;
using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Sessions;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

public sealed class TaskPlannerTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LocalDate Today = new(2026, 1, 2);
    private static readonly DateTimeZone Shanghai = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    [Fact]
    public async Task SA_11_The_plan_of_a_day_has_appointments_by_time_then_what_is_overdue_then_what_is_due_by_priority()
    {
        CrmTask late = Meeting("Late", 15, 16), early = Meeting("Early", 9, 10);
        CrmTask overdueLow = Day("Overdue low", Today.PlusDays(-9), 9), overdueHigh = Day("Overdue high", Today.PlusDays(-1), 1);
        CrmTask dueNone = Day("Due, no priority", Today, null), dueHigh = Day("Due high", Today, 1), dueAtNoon = CrmTask.Of("li", "Due at noon") with { Due = At(12), Priority = 1 };
        CrmTask[] others =
        [
            Day("Tomorrow", Today.PlusDays(1), 1), Meeting("Another's", 9, 10) with { Owner = "wang" }, Day("Done", Today, 1) with { State = TaskState.Done },
            Meeting("Yesterday", -15, -14), Meeting("Tomorrow", 33, 34), CrmTask.Of("li", "Some day"),
        ];
        (TaskPlanner planner, _) = await StartAsync([late, dueNone, early, overdueLow, dueHigh, overdueHigh, dueAtNoon, .. others]);

        DayPlan plan = await planner.PlanAsync(SessionFixture.Ada, new DayPlanQuery("li", Today, Shanghai), None);

        Assert.Equal(["Early", "Late", "Overdue high", "Overdue low", "Due at noon", "Due high", "Due, no priority"], plan.Entries.Select(static entry => entry.Task.Title));
        Assert.Equal([0, 0, 1, 1, 2, 2, 2], plan.Entries.Select(static entry => (int)entry.Section));
        Assert.Null(plan.Next);
        Assert.Empty(plan.Overlaps);
    }

    [Fact]
    public async Task SA_11_Appointments_that_overlap_are_warned_of_and_those_that_follow_each_other_are_not()
    {
        CrmTask all = Meeting("Fair", 8, 18), call = Meeting("Call", 9, 10), talk = Meeting("Talk", 17, 19), dinner = Meeting("Dinner", 19, 20), night = Meeting("Since yesterday", -2, 1);
        (TaskPlanner planner, _) = await StartAsync([all, call, talk, dinner, night]);

        DayPlan plan = await planner.PlanAsync(SessionFixture.Ada, new DayPlanQuery("li", Today, Shanghai), None);

        Assert.Equal(["Since yesterday", "Fair", "Call", "Talk", "Dinner"], plan.Entries.Select(static entry => entry.Task.Title));
        Assert.Equal([("Fair", "Call", At(9), At(10)), ("Fair", "Talk", At(17), At(18))], plan.Overlaps.Select(static o => (o.Earlier.Title, o.Later.Title, o.From, o.Until)));
    }

    [Fact]
    public async Task SA_11_A_plan_read_in_pages_is_the_plan_read_at_once() => await Law.HoldsAsync(
        from seed in Gen.Choose(0, 1_000_000) from take in Gen.Choose(1, 7) select (Seed: seed, Take: take),
        static async drawn =>
        {
            var random = new Random(drawn.Seed);
            CrmTask[] tasks = [.. Enumerable.Range(0, random.Next(30)).Select(n => random.Next(3) switch
            {
                0 => Meeting($"M{n}", random.Next(-20, 40), 41),
                1 => Day($"D{n}", Today.PlusDays(random.Next(-3, 3)), random.Next(2) == 0 ? null : random.Next(1, 4)),
                _ => CrmTask.Of("li", $"T{n}") with { Due = At(random.Next(-30, 40)), Priority = random.Next(1, 4) },
            })];
            (TaskPlanner planner, _) = await StartAsync(tasks);
            var query = new DayPlanQuery("li", Today, Shanghai);
            IReadOnlyList<PlanEntry> whole = (await planner.PlanAsync(SessionFixture.Ada, query, None)).Entries;
            var paged = new List<PlanEntry>();
            DayPlan page;
            do
            {
                page = await planner.PlanAsync(SessionFixture.Ada, query with { Take = drawn.Take, After = paged.LastOrDefault() }, None);
                Assert.InRange(page.Entries.Count, 0, drawn.Take);
                paged.AddRange(page.Entries);
            }
            while (page.Next is not null);
            Assert.Equal(whole, paged);
            Assert.Equal(tasks.Count(task => IsOnPlan(task)), whole.Count);
        },
        tests: ScaledCount.Of(200, 40));

    [Fact]
    public async Task SA_11_A_task_is_overdue_once_its_moment_or_its_day_in_its_own_zone_is_over()
    {
        CrmTask moment = CrmTask.Of("li", "Moment") with { Due = At(12) }, day = Day("Day", Today, null) with { Zone = "America/New_York" };
        CrmTask done = Day("Done", Today.PlusDays(-5), null) with { State = TaskState.Done }, other = Day("Other", Today.PlusDays(-5), null) with { Owner = "wang" };
        (TaskPlanner planner, _) = await StartAsync([moment, day, done, other]);

        Assert.Equal([], await TitlesAsync(planner, At(12)));
        Assert.Equal(["Moment"], await TitlesAsync(planner, At(12) + Duration.FromSeconds(1)));
        Assert.Equal(["Moment"], await TitlesAsync(planner, Instant.FromUtc(2026, 1, 3, 4, 59)));
        Assert.Equal(["Moment", "Day"], await TitlesAsync(planner, Instant.FromUtc(2026, 1, 3, 5, 0))); // midnight in New York

        async Task<List<string>> TitlesAsync(TaskPlanner at, Instant now) =>
            [.. (await ListAsync(at, new TaskList { Owner = "li", OverdueAt = AsOf.At(now, Shanghai) })).Select(static task => task.Title)];
    }

    [Fact]
    public async Task SA_11_Lists_are_of_an_owner_a_state_and_up_to_a_day()
    {
        CrmTask soon = Day("Soon", Today, null), later = Day("Later", Today.PlusDays(2), null), done = Day("Done", Today, null) with { State = TaskState.Done }, other = Day("Other", Today, null) with { Owner = "wang" };
        (TaskPlanner planner, _) = await StartAsync([soon, later, done, other]);

        Assert.Equal(["Soon", "Later"], (await ListAsync(planner, new TaskList { Owner = "li" })).Select(static task => task.Title));
        Assert.Equal(["Soon", "Other"], (await ListAsync(planner, new TaskList { Until = AsOf.EndOf(Today, Shanghai) })).Select(static task => task.Title));
        Assert.Equal(4, (await ListAsync(planner, new TaskList { States = [] })).Count);
    }

    [Fact]
    public async Task SA_11_A_list_is_paged_in_the_order_of_when_tasks_start_or_are_due_and_a_day_counts_with_its_end_in_the_tasks_zone()
    {
        CrmTask undated = CrmTask.Of("li", "Undated"), meeting = Meeting("Meeting", 9, 10), day = Day("Day", Today, null) with { Zone = "Asia/Shanghai" }, far = Day("Far", Today, null) with { Zone = "America/New_York" };
        CrmTask last = Day("Last", LocalDate.MaxIsoValue, null), done = Meeting("Done", 7, 8) with { State = TaskState.Done };
        (TaskPlanner planner, _) = await StartAsync([undated, far, last, done, day, meeting]);

        foreach (int take in new[] { 1, 2, 100 })
        {
            List<string> titles = [];
            PageCursor? after = null;
            do
            {
                CrmPage<CrmTask> page = await planner.PageAsync(SessionFixture.Ada, new TaskList { Owner = "li" }, after, take, None);
                titles.AddRange(page.Items.Select(static task => task.Title));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(["Meeting", "Day", "Far"], titles[..3]);
            Assert.Equal(["Last", "Undated"], titles[3..].Order(StringComparer.Ordinal)); // both behind all others
        }

        Assert.Equal(ErrorCodes.BadValue, (await Assert.ThrowsAsync<CrmException>(() => planner.PageAsync(SessionFixture.Ada, new TaskList(), null, 0, None))).Code);
    }

    [Fact]
    public async Task SA_11_Reminders_fall_due_in_the_span_that_takes_in_their_moment()
    {
        CrmTask meeting = Meeting("Meeting", 9, 10) with { Reminder = Duration.FromMinutes(15) }, birthday = Day("Birthday", Today.PlusDays(30), null) with { Reminder = Duration.FromDays(30) };
        CrmTask silent = Meeting("Silent", 9, 10), done = Meeting("Done", 9, 10) with { Reminder = Duration.Zero, State = TaskState.Done };
        (TaskPlanner planner, _) = await StartAsync([meeting, birthday, silent, done]);
        Instant midnight = At(0), quarterTo = At(9) - Duration.FromMinutes(15);

        Assert.Equal([("Meeting", quarterTo), ("Birthday", midnight)], await RemindAsync(midnight, At(10)));
        Assert.Equal([("Birthday", midnight)], await RemindAsync(midnight, quarterTo));
        Assert.Equal([("Meeting", quarterTo)], await RemindAsync(quarterTo, quarterTo + Duration.FromSeconds(1)));

        async Task<List<(string, Instant)>> RemindAsync(Instant from, Instant until)
        {
            var reminders = new List<(string, Instant)>();
            await foreach (TaskReminder reminder in planner.RemindersAsync(SessionFixture.Ada, "li", from, until, Shanghai, None))
            {
                reminders.Add((reminder.Task.Title, reminder.At));
            }

            return reminders;
        }
    }

    private static bool IsOnPlan(CrmTask task) => task.Start is { } start
        ? start < At(24) && (start >= At(0) || task.End > At(0))
        : task.Due is { } due ? due < At(24) : task.DueOn <= Today;

    private static Instant At(int hour) => Shanghai.AtStrictly(Today.AtMidnight()).ToInstant() + Duration.FromHours(hour);

    private static CrmTask Meeting(string title, int from, int until) => CrmTask.Of("li", title) with { Start = At(from), End = At(until) };

    private static CrmTask Day(string title, LocalDate day, int? priority) => CrmTask.Of("li", title) with { DueOn = day, Priority = priority };

    private static async Task<List<CrmTask>> ListAsync(TaskPlanner planner, TaskList list)
    {
        var tasks = new List<CrmTask>();
        await foreach (CrmTask task in planner.ListAsync(SessionFixture.Ada, list, None))
        {
            tasks.Add(task);
        }

        return tasks;
    }

    private static async Task<(TaskPlanner Planner, SessionFixture Crm)> StartAsync(CrmTask[] tasks)
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        Array.ForEach(tasks, session.Add);
        await session.CommitAsync(None);
        return (new TaskPlanner(crm.Crm), crm);
    }
}
