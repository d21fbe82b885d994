using Crm.Sdk.Customers;
using Crm.Sdk.Organization;
using Crm.Sdk.Tasks;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Sessions;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Tasks;

public sealed class TaskDeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TaskOutcome Sold = new("sold", Money.Of(88m, "CNY"));

    [Fact]
    public async Task SA_11_A_visit_that_cost_something_is_booked_as_invested_in_the_customer_in_the_same_commit()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        var acme = Customer.Enterprise("Acme");
        CrmTask visit = CrmTask.Of("li", "Visit Acme", acme.Id) with { Type = TaskTypes.Visit, DueOn = new LocalDate(2026, 1, 2) };
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        session.Add(acme);
        await desk.AddAsync(session, visit, None);
        await session.CommitAsync(None);

        TaskCompletion completion = await desk.CompleteAsync(session, visit, Sold, None);
        Assert.Empty(await crm.AllAsync<Investment>()); // nothing before the commit
        await session.CommitAsync(None);

        CrmTask done = Assert.Single(await crm.AllAsync<CrmTask>());
        Assert.Equal((TaskState.Done, "sold", Money.Of(88m, "CNY"), crm.Clock.GetCurrentInstant()), (done.State, done.Result, done.Cost!.Value, done.ClosedAt!.Value));
        Investment booked = Assert.Single(await crm.AllAsync<Investment>());
        Assert.Equal((acme.Id, InvestmentTypes.Visit, Money.Of(88m, "CNY"), "li", (RecordId)visit.Id), (booked.Customer, booked.Type, booked.Amount, booked.Employee, booked.Source!.Value.Id));
        Assert.Null(completion.Next);
    }

    [Fact]
    public async Task The_lines_of_the_documents_do_what_they_say()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        (CustomerId acme, LocalDate day, CancellationToken cancellationToken) = (CustomerId.New(), new LocalDate(2026, 1, 2), None);
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);

        CrmTask visit = await desk.AddAsync(session, CrmTask.Of("li", "Visit Acme", acme) with { Type = TaskTypes.Visit, DueOn = day }, cancellationToken);
        TaskCompletion done = await desk.CompleteAsync(session, visit, new TaskOutcome("ordered", Money.Of(88m, "CNY")), cancellationToken);
        await session.CommitAsync(cancellationToken);

        Assert.Equal(done.Investment!.Id, Assert.Single(await crm.AllAsync<Investment>()).Id);
    }

    [Fact]
    public async Task SA_11_Reopening_takes_the_booking_back_and_completing_again_books_once()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        var acme = Customer.Enterprise("Acme");
        CrmTask visit = CrmTask.Of("li", "Visit Acme", acme.Id);
        await DoAsync(crm, session =>
        {
            session.Add(acme);
            session.Add(visit);
            return Task.CompletedTask;
        });
        await DoAsync(crm, async session => await desk.CompleteAsync(session, await desk.GetAsync(session, visit.Id.ToString(), None), Sold, None));
        await DoAsync(crm, async session => await desk.ReopenAsync(session, await desk.GetAsync(session, visit.Id.ToString(), None), None));
        Assert.Empty(await crm.AllAsync<Investment>());

        await DoAsync(crm, async session => await desk.CompleteAsync(session, await desk.GetAsync(session, visit.Id.ToString(), None), Sold with { Cost = Money.Of(99m, "CNY") }, None));
        Assert.Equal(Money.Of(99m, "CNY"), Assert.Single(await crm.AllAsync<Investment>()).Amount);
    }

    [Fact]
    public async Task SA_11_Reopened_and_completed_in_one_session_the_booking_is_there_once()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        CrmTask visit = CrmTask.Of("li", "Visit Acme", CustomerId.New());
        await DoAsync(crm, async session => await desk.CompleteAsync(session, await desk.AddAsync(session, visit, None), Sold, None));

        await DoAsync(crm, async session =>
        {
            CrmTask open = await desk.ReopenAsync(session, await desk.GetAsync(session, visit.Id.ToString(), None), None);
            await desk.CompleteAsync(session, open, Sold with { Cost = Money.Of(99m, "CNY") }, None);
        });

        Assert.Equal(Money.Of(99m, "CNY"), Assert.Single(await crm.AllAsync<Investment>()).Amount);
    }

    [Fact]
    public async Task SA_11_No_cost_or_no_customer_or_a_cancellation_books_nothing()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        var acme = Customer.Enterprise("Acme");
        CrmTask free = CrmTask.Of("li", "Call", acme.Id), nobody = CrmTask.Of("li", "Tidy up"), cancelled = CrmTask.Of("li", "Gift", acme.Id);
        await DoAsync(crm, async session =>
        {
            session.Add(acme);
            Array.ForEach([free, nobody, cancelled], session.Add);
            await desk.CompleteAsync(session, free, new TaskOutcome("nobody there"), None);
            await desk.CompleteAsync(session, nobody, Sold, None);
            await desk.CancelAsync(session, cancelled, Sold, None);
        });

        Assert.Empty(await crm.AllAsync<Investment>());
        Assert.Equal([TaskState.Done, TaskState.Done, TaskState.Cancelled], (await crm.AllAsync<CrmTask>()).Select(static task => task.State));
    }

    [Fact]
    public async Task SA_11_Completing_one_of_a_series_adds_the_next_at_the_same_local_time_with_all_its_moments()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        Instant start = Instant.FromUtc(2026, 3, 23, 8, 0); // Monday 9:00 in Berlin, clocks change on the 29th
        CrmTask meeting = CrmTask.Of("li", "Meeting") with
        {
            Start = start, End = start + Duration.FromHours(2), Reminder = Duration.FromMinutes(15), Zone = "Europe/Berlin", Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY;COUNT=2"),
        };
        await DoAsync(crm, session => desk.AddAsync(session, meeting, None));
        CrmTask next = (await CloseAsync(crm, desk, meeting.Id)).Next!;

        Assert.Equal(Instant.FromUtc(2026, 3, 30, 7, 0), next.Start);
        Assert.Equal(Instant.FromUtc(2026, 3, 30, 9, 0), next.End);
        Assert.Equal((meeting.Id, new LocalDateTime(2026, 3, 30, 9, 0), TaskState.Open, Duration.FromMinutes(15)), (next.Series!.Value, next.Planned!.Value, next.State, next.Reminder!.Value));
        Assert.Null((await CloseAsync(crm, desk, next.Id)).Next); // COUNT=2
    }

    [Fact]
    public async Task SA_11_Postponing_one_of_a_series_moves_no_other()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        CrmTask call = CrmTask.Of("li", "Call") with { DueOn = new LocalDate(2026, 1, 2), Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY") };
        await DoAsync(crm, session => desk.AddAsync(session, call, None));
        await DoAsync(crm, async session => desk.Postpone(session, await desk.GetAsync(session, call.Id.ToString(), None), Duration.FromDays(9)));

        Assert.Equal(new LocalDate(2026, 1, 11), Assert.Single(await crm.AllAsync<CrmTask>()).DueOn);
        CrmTask second = (await CloseAsync(crm, desk, call.Id)).Next!;
        Assert.Equal(new LocalDate(2026, 1, 9), second.DueOn);
        Assert.Equal(new LocalDate(2026, 1, 16), (await CloseAsync(crm, desk, second.Id)).Next!.DueOn);
    }

    [Fact]
    public async Task SA_11_Whatever_order_its_tasks_are_closed_reopened_and_postponed_in_a_series_stays_the_same() => await Law.HoldsAsync(
        from rule in Gen.Elements("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYMONTHDAY=-1,2;COUNT=5", "FREQ=DAILY;UNTIL=20260110")
        from timed in Gen.Elements(true, false)
        from steps in Gen.Choose(0, 1_000_000).ListOf()
        select (Rule: rule, Timed: timed, Steps: steps),
        static async drawn =>
        {
            (SessionFixture crm, TaskDesk desk) = await StartAsync();
            RecurrenceRule rule = RecurrenceRule.Parse(drawn.Rule);
            var day = new LocalDate(2026, 1, 2);
            CrmTask first = CrmTask.Of("li", "Call") with { Recurrence = rule, Zone = "America/New_York", DueOn = drawn.Timed ? null : day, Due = drawn.Timed ? Instant.FromUtc(2026, 1, 2, 14, 0) : null };
            await DoAsync(crm, session => desk.AddAsync(session, first, None));
            int furthest = 0; // how many from the beginning on were ever closed
            foreach (int step in drawn.Steps)
            {
                CrmTask[] all = [.. (await crm.AllAsync<CrmTask>()).OrderBy(task => TaskSeries.PlannedOf(task, DateTimeZoneProviders.Tzdb["America/New_York"]))];
                CrmTask task = all[step % all.Length];
                await DoAsync(crm, async session =>
                {
                    CrmTask read = await desk.GetAsync(session, task.Id.ToString(), None);
                    _ = (read.State, step / 7 % 3) switch
                    {
                        (not TaskState.Open, _) => await desk.ReopenAsync(session, read, None),
                        (_, 0) => desk.Postpone(session, read, Duration.FromDays((step % 5) - 2)),
                        (_, 1) => (await desk.CancelAsync(session, read, new TaskOutcome("not needed"), None)).Task,
                        _ => (await desk.CompleteAsync(session, read, new TaskOutcome("done"), None)).Task,
                    };
                });
                bool closed = task.State == TaskState.Open && step / 7 % 3 != 0;
                furthest = closed ? Math.Max(furthest, step % all.Length + 1) : furthest;
            }

            LocalDate[] planned = [.. Recurrence.Days(rule, day, DateTimeZone.Utc).Take(furthest + 1)];
            Assert.Equal(planned, (await crm.AllAsync<CrmTask>()).Select(task => TaskSeries.PlannedOf(task, DateTimeZoneProviders.Tzdb["America/New_York"]).Date).Order());
        },
        tests: ScaledCount.Of(300, 60));

    [Fact]
    public async Task SA_11_Of_two_people_who_complete_the_same_task_one_is_told_and_the_series_goes_on_once()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        CrmTask call = CrmTask.Of("li", "Call") with { DueOn = new LocalDate(2026, 1, 2), Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY") };
        await DoAsync(crm, session => desk.AddAsync(session, call, None));
        await using ICrmSession ada = crm.Crm.OpenSession(SessionFixture.Ada), bob = crm.Crm.OpenSession(SessionFixture.Bob);
        await desk.CompleteAsync(ada, await desk.GetAsync(ada, call.Id.ToString(), None), new TaskOutcome("a"), None);
        await desk.CompleteAsync(bob, await desk.GetAsync(bob, call.Id.ToString(), None), new TaskOutcome("b"), None);

        await ada.CommitAsync(None);
        await Assert.ThrowsAsync<CrmConflictException>(() => bob.CommitAsync(None));
        Assert.Equal(2, (await crm.AllAsync<CrmTask>()).Count);
    }

    [Fact]
    public async Task SA_11_A_task_may_end_its_series_and_the_rule_says_so_then()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        CrmTask call = CrmTask.Of("li", "Call") with { DueOn = new LocalDate(2026, 1, 2), Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY") };
        await DoAsync(crm, session => desk.AddAsync(session, call, None));
        CrmTask second = (await CloseAsync(crm, desk, call.Id)).Next!;

        Assert.Null((await CloseAsync(crm, desk, second.Id, new TaskOutcome("moved away") { EndsSeries = true })).Next);
        CrmTask[] all = [.. await crm.AllAsync<CrmTask>()];
        Assert.Equal(2, all.Length);
        Assert.Equal("FREQ=WEEKLY;UNTIL=20260109", all.Single(task => task.Id == call.Id).Recurrence!.ToString());
    }

    [Fact]
    public async Task What_recurs_without_a_zone_keeps_that_of_its_owner()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        await DoAsync(crm, session =>
        {
            session.Add(Employee.Of("li", "Li") with { Zone = "Asia/Shanghai" });
            return Task.CompletedTask;
        });
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        CrmTask daily = CrmTask.Of("li", "Call") with { Due = Instant.FromUtc(2026, 1, 2, 8, 0), Recurrence = RecurrenceRule.Parse("FREQ=DAILY") };

        Assert.Equal("Asia/Shanghai", (await desk.AddAsync(session, daily, None)).Zone);
        Assert.Equal("Etc/UTC", (await desk.AddAsync(session, daily with { Id = TaskId.New(), Owner = "wang" }, None)).Zone);
        Assert.Null((await desk.AddAsync(session, CrmTask.Of("li", "Once"), None)).Zone);
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_with_its_code()
    {
        (SessionFixture crm, TaskDesk desk) = await StartAsync();
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        CrmTask saturday = CrmTask.Of("li", "Call") with { DueOn = new LocalDate(2026, 1, 3), Recurrence = RecurrenceRule.Parse("FREQ=WEEKLY;BYDAY=FR") };
        CrmTask done = CrmTask.Of("li", "Done") with { State = TaskState.Done }, open = CrmTask.Of("li", "Open"), dueOn = CrmTask.Of("li", "Day") with { DueOn = new LocalDate(2026, 1, 3) };
        CrmTask orphan = CrmTask.Of("li", "Orphan") with { DueOn = new LocalDate(2026, 1, 3), Series = TaskId.New() };
        Array.ForEach([done, open, dueOn, orphan], session.Add);

        Assert.Equal(TaskErrorCodes.BadSeries, await CodeAsync(() => desk.AddAsync(session, saturday, None)));
        Assert.Equal(TaskErrorCodes.Unknown, await CodeAsync(() => desk.GetAsync(session, "nothing", None)));
        Assert.Equal(TaskErrorCodes.WrongState, await CodeAsync(() => desk.CompleteAsync(session, done, Sold, None)));
        Assert.Equal(TaskErrorCodes.WrongState, await CodeAsync(() => desk.ReopenAsync(session, open, None)));
        Assert.Equal(TaskErrorCodes.BadSeries, await CodeAsync(() => desk.CompleteAsync(session, orphan, Sold, None)));
        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => desk.Postpone(session, open, Duration.FromDays(1))).Code);
        Assert.Equal(ErrorCodes.BadValue, Assert.Throws<CrmException>(() => desk.Postpone(session, dueOn, Duration.FromHours(1))).Code);
    }

    private static async Task<string> CodeAsync(Func<Task> call) => (await Assert.ThrowsAsync<CrmException>(call)).Code;

    private static async Task<(SessionFixture Crm, TaskDesk Desk)> StartAsync()
    {
        SessionFixture crm = await SessionFixture.StartAsync();
        return (crm, new TaskDesk(crm.Clock));
    }

    private static async Task<TaskCompletion> CloseAsync(SessionFixture crm, TaskDesk desk, TaskId id, TaskOutcome? outcome = null)
    {
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        TaskCompletion completion = await desk.CompleteAsync(session, await desk.GetAsync(session, id.ToString(), None), outcome ?? new TaskOutcome("done"), None);
        await session.CommitAsync(None);
        return completion;
    }

    private static async Task DoAsync(SessionFixture crm, Func<ICrmSession, Task> work)
    {
        await using ICrmSession session = crm.Crm.OpenSession(SessionFixture.Ada);
        await work(session);
        await session.CommitAsync(None);
    }
}
