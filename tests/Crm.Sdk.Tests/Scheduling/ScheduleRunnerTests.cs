using Crm.Sdk.Customers;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Tests.Sessions;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Scheduling;

/// <summary>Each occurrence of a schedule runs on one host: claims, leases, fences, misfires, rest.</summary>
public sealed class ScheduleRunnerTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Schedule Hourly = new() { Name = "hourly", Job = "note", Unit = ScheduleUnit.Hour, Misfire = MisfirePolicy.RunEach };
    private static readonly Instant Three = Instant.FromUtc(2026, 1, 2, 3, 0); // the fixture begins at 03:04

    private static CrmScope Scope => SessionFixture.Ada;

    [Fact]
    public async Task The_first_look_only_notes_that_a_schedule_is_there_and_the_next_ones_run_what_falls_due()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        ScheduleRunner runner = Runner(fixture);
        var job = new NoteJob(fixture);

        ScheduleStep first = await runner.StepAsync(Scope, Hourly, job, None);
        ScheduleStep early = await runner.StepAsync(Scope, Hourly, job, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        ScheduleStep due = await runner.StepAsync(Scope, Hourly, job, None);
        ScheduleStep again = await runner.StepAsync(Scope, Hourly, job, None);

        Assert.Equal((ScheduleStepKind.Idle, Three + Duration.FromHours(1)), (first.Kind, first.Next));
        Assert.Equal((ScheduleStepKind.Idle, Three + Duration.FromHours(1)), (early.Kind, early.Next));
        Assert.Equal((ScheduleStepKind.Ran, OccurrenceState.Done, 1L), (due.Kind, due.Occurrence!.State, due.Occurrence.Done));
        Assert.Equal((ScheduleStepKind.Idle, Three + Duration.FromHours(2)), (again.Kind, again.Next));
        Assert.Equal([Three + Duration.FromHours(1)], await job.NotesAsync());
    }

    [Fact]
    public async Task What_no_host_ran_is_made_up_for_one_after_the_other_inside_the_window()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var job = new NoteJob(fixture);
        Schedule schedule = Hourly with { Window = Duration.FromHours(3) };
        await Runner(fixture).StepAsync(Scope, schedule, job, None);
        fixture.Clock.Advance(Duration.FromHours(10)); // 13:04

        List<ScheduleStep> steps = [];
        do
        {
            steps.Add(await Runner(fixture).StepAsync(Scope, schedule, job, None));
        }
        while (steps[^1].Kind == ScheduleStepKind.Ran);

        Assert.Equal([11, 12, 13], (await job.NotesAsync()).Select(static at => at.InUtc().Hour));
        Assert.Equal([7, 0, 0], steps.SkipLast(1).Select(static step => step.Occurrence!.Missed));
        Assert.Equal(7, (await Desk(fixture).StatusAsync(Scope, schedule, None)).Missed);
    }

    [Fact]
    public async Task A_host_that_was_taken_for_dead_commits_nothing_any_more()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var slow = new NoteJob(fixture) { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        var quick = new NoteJob(fixture);
        ScheduleRunner runner = Runner(fixture);
        await runner.StepAsync(Scope, Hourly, slow, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        Task<ScheduleStep> dead = runner.StepAsync(Scope, Hourly, slow, None);
        await slow.Began.Task;

        ScheduleStep alive = await Runner(fixture).StepAsync(Scope, Hourly, quick, None);
        fixture.Clock.Advance(Duration.FromMinutes(2));
        ScheduleStep taken = await Runner(fixture).StepAsync(Scope, Hourly, quick, None);
        slow.Gate.SetResult();
        ScheduleStep late = await dead;

        Assert.Equal((ScheduleStepKind.Elsewhere, Duration.FromMinutes(1)), (alive.Kind, alive.Lease));
        Assert.Equal((ScheduleStepKind.Ran, 2, OccurrenceState.Done), (taken.Kind, taken.Occurrence!.Attempt, taken.Occurrence.State));
        Assert.Equal(ScheduleStepKind.Lost, late.Kind);
        Assert.Equal(ScheduleErrorCodes.RunLost, Assert.IsType<CrmException>(late.Failure).Code);
        Assert.Single(await job(fixture).NotesAsync());
        Assert.Equal(OccurrenceState.Done, (await Desk(fixture).HistoryAsync(Scope, Hourly.Name, 10, None)).Single().State);

        static NoteJob job(SessionFixture fixture) => new(fixture);
    }

    [Fact]
    public async Task A_host_that_stops_gives_its_occurrence_back_at_once()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var slow = new NoteJob(fixture) { Gate = new TaskCompletionSource() };
        await Runner(fixture).StepAsync(Scope, Hourly, slow, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        using var stop = new CancellationTokenSource();
        Task<ScheduleStep> stopped = Runner(fixture).StepAsync(Scope, Hourly, slow, stop.Token);
        await slow.Began.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        ScheduleStep next = await Runner(fixture).StepAsync(Scope, Hourly, new NoteJob(fixture), None);

        Assert.Equal((ScheduleStepKind.Ran, 2), (next.Kind, next.Occurrence!.Attempt));
    }

    [Fact]
    public async Task A_job_that_fails_leaves_its_code_and_does_not_stop_the_next_occurrence()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var job = new NoteJob(fixture) { Fails = new CrmException("CRM9999", "of Ada") };
        await Runner(fixture).StepAsync(Scope, Hourly, job, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        ScheduleStep failed = await Runner(fixture).StepAsync(Scope, Hourly, job, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        job.Fails = null;
        ScheduleStep next = await Runner(fixture).StepAsync(Scope, Hourly, job, None);

        Assert.Equal((OccurrenceState.Failed, "CRM9999"), (failed.Occurrence!.State, failed.Occurrence.Error));
        Assert.Same(failed.Failure!.GetType(), typeof(CrmException));
        Assert.Equal(OccurrenceState.Done, next.Occurrence!.State);
    }

    [Fact]
    public async Task An_occurrence_in_which_every_host_crashes_is_given_up()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        await Runner(fixture).StepAsync(Scope, Hourly, new NoteJob(fixture), None);
        fixture.Clock.Advance(Duration.FromHours(1));
        for (int attempt = 1; attempt <= ScheduleRunner.MaxAttempts; attempt++)
        {
            var dead = new NoteJob(fixture) { Gate = new TaskCompletionSource() }; // never ends
            _ = Runner(fixture).StepAsync(Scope, Hourly, dead, None);
            await dead.Began.Task;
            fixture.Clock.Advance(Duration.FromMinutes(2));
        }

        ScheduleStep last = await Runner(fixture).StepAsync(Scope, Hourly, new NoteJob(fixture), None);

        Assert.Equal((ScheduleStepKind.Ran, OccurrenceState.GivenUp), (last.Kind, last.Occurrence!.State));
        Assert.Equal(ScheduleStepKind.Idle, (await Runner(fixture).StepAsync(Scope, Hourly, new NoteJob(fixture), None)).Kind);
    }

    [Fact]
    public async Task What_falls_due_while_a_schedule_rests_is_not_made_up_for()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var job = new NoteJob(fixture);
        await Runner(fixture).StepAsync(Scope, Hourly, job, None);
        Assert.True(await Desk(fixture).PauseAsync(Scope, Hourly.Name, None));
        Assert.False(await Desk(fixture).PauseAsync(Scope, Hourly.Name, None));
        fixture.Clock.Advance(Duration.FromHours(5));
        ScheduleStep resting = await Runner(fixture).StepAsync(Scope, Hourly, job, None);
        Assert.True(await Desk(fixture).ResumeAsync(Scope, Hourly.Name, None));
        Assert.False(await Desk(fixture).ResumeAsync(Scope, Hourly.Name, None));
        ScheduleStep resumed = await Runner(fixture).StepAsync(Scope, Hourly, job, None);
        fixture.Clock.Advance(Duration.FromHours(1));
        ScheduleStep next = await Runner(fixture).StepAsync(Scope, Hourly, job, None);

        Assert.Equal((ScheduleStepKind.Paused, ScheduleStepKind.Idle, ScheduleStepKind.Ran), (resting.Kind, resumed.Kind, next.Kind));
        Assert.Equal([9], (await job.NotesAsync()).Select(static at => at.InUtc().Hour));
    }

    [Fact]
    public async Task A_schedule_that_rests_can_be_run_by_hand_and_not_twice_at_once()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        await Desk(fixture).PauseAsync(Scope, Hourly.Name, None);
        var slow = new NoteJob(fixture) { Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) };
        Task<ScheduleStep> first = Runner(fixture).RunNowAsync(Scope, Hourly, slow, None);
        await slow.Began.Task;

        CrmException refused = await Assert.ThrowsAsync<CrmException>(() => Runner(fixture).RunNowAsync(Scope, Hourly, new NoteJob(fixture), None));
        slow.Gate.SetResult();

        Assert.Equal(ScheduleErrorCodes.Running, refused.Code);
        Assert.Equal(ScheduleStepKind.Ran, (await first).Kind);
        Assert.NotNull((await Desk(fixture).StatusAsync(Scope, Hourly, None)).PausedAt);
    }

    [Fact]
    public async Task Occurrences_are_listed_the_latest_first_without_those_of_schedules_whose_names_begin_alike()
    {
        SessionFixture fixture = await SessionFixture.StartAsync();
        var job = new NoteJob(fixture);
        Schedule[] schedules = [Hourly, Hourly with { Name = "hourly-2" }, Hourly with { Name = "hour" }];
        for (int hour = 0; hour < 4; hour++)
        {
            foreach (Schedule schedule in schedules)
            {
                await Runner(fixture).StepAsync(Scope, schedule, job, None);
            }

            fixture.Clock.Advance(Duration.FromHours(1));
        }

        IReadOnlyList<ScheduledOccurrence> history = await Desk(fixture).HistoryAsync(Scope, Hourly.Name, 2, None);

        Assert.Equal([("hourly", 6), ("hourly", 5)], history.Select(static one => (one.Schedule, one.Nominal.InUtc().Hour)));
    }

    private static ScheduleRunner Runner(SessionFixture fixture) => new(fixture.Crm, fixture.Store, fixture.Clock, TimeProvider.System);

    private static ScheduleDesk Desk(SessionFixture fixture) => new(fixture.Crm, fixture.Clock, TimeProvider.System);

    /// <summary>Notes the instant that it ran for, under the guard of its occurrence.</summary>
    private sealed class NoteJob(SessionFixture fixture) : IScheduledJob
    {
        public TaskCompletionSource Began { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource? Gate { get; init; }

        public Exception? Fails { get; set; }

        public string Name => "note";

        public IReadOnlyCollection<string> Settings => [];

        public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
        {
            Began.TrySetResult();
            if (Gate is { } gate)
            {
                await gate.Task.WaitAsync(cancellationToken);
            }

            if (Fails is { } failure)
            {
                throw failure;
            }

            await using ICrmSession session = fixture.Crm.OpenSession(run.Scope);
            await run.GuardAsync(session, CancellationToken.None);
            session.Add(Customer.Enterprise(NodaTime.Text.InstantPattern.General.Format(run.Nominal)));
            await session.CommitAsync(CancellationToken.None);
            return 1;
        }

        public async Task<IEnumerable<Instant>> NotesAsync() => (await fixture.AllAsync<Customer>()).Select(static note => NodaTime.Text.InstantPattern.General.Parse(note.Name!).Value).Order();
    }
}
