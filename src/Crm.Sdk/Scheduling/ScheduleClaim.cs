using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>Decides in a session which occurrence of a schedule a host takes. Its commit is the decision: of hosts at once one wins, and the others look again.</summary>
internal sealed class ScheduleClaim(Schedule schedule, ICrmStore store, IClock clock, Duration lease, string holder)
{
    /// <summary>What is due.</summary>
    public static async Task<ScheduleStep> DueAsync(ScheduleClaim claim, ICrmSession session, CancellationToken cancellationToken)
    {
        Instant now = claim.Now();
        if (await claim.StateAsync(session, cancellationToken).ConfigureAwait(false) is not { } state)
        {
            session.Add(claim.Fresh(now));
            return new ScheduleStep(ScheduleStepKind.Idle) { Next = claim.After(now) };
        }

        if (state.Running is { } running)
        {
            return await claim.TakeOverAsync(session, state, running, now, cancellationToken).ConfigureAwait(false);
        }

        DueTimes due = DueTimes.Of(claim.Schedule, state.Settled, now);
        if (state.PausedAt is not null)
        {
            return new ScheduleStep(ScheduleStepKind.Paused) { Next = claim.After(now) };
        }

        if (due.Run is { } at)
        {
            return await claim.TakeAsync(session, state with { Settled = due.Settled, Missed = state.Missed + due.Missed }, at, due.Missed, now, cancellationToken).ConfigureAwait(false);
        }

        if (due.Missed > 0)
        {
            session.Update(state with { Settled = due.Settled, Missed = state.Missed + due.Missed });
        }

        return new ScheduleStep(ScheduleStepKind.Idle) { Next = due.Next };
    }

    /// <summary>This instant, whether something is due or not.</summary>
    public static async Task<ScheduleStep> NowAsync(ScheduleClaim claim, ICrmSession session, CancellationToken cancellationToken)
    {
        Instant now = claim.Now();
        ScheduleState? state = await claim.StateAsync(session, cancellationToken).ConfigureAwait(false);
        if (state is null)
        {
            session.Add(state = claim.Fresh(now));
        }

        if (state.Running is { } running)
        {
            ScheduleStep step = await claim.TakeOverAsync(session, state, running, now, cancellationToken).ConfigureAwait(false);
            return step.Kind == ScheduleStepKind.Ran
                ? step
                : throw new CrmException(ScheduleErrorCodes.Running, $"Schedule '{claim.Schedule.Name}' is running already, for {running}: wait for its end.");
        }

        return await claim.TakeAsync(session, state, now, missed: 0, now, cancellationToken).ConfigureAwait(false);
    }

    private Schedule Schedule => schedule;

    private Instant Now() => clock.GetCurrentInstant().FloorToMicrosecond();

    private Instant? After(Instant now) => ScheduleTimes.After(schedule, now).Select(static at => (Instant?)at).FirstOrDefault();

    private Task<ScheduleState?> StateAsync(ICrmSession session, CancellationToken cancellationToken) => session.FindAsync<ScheduleState>(ScheduleState.IdOf(schedule.Name), cancellationToken);

    private ScheduleState Fresh(Instant now) => new() { Schedule = schedule.Name, Settled = now };

    private async Task<ScheduleStep> TakeAsync(ICrmSession session, ScheduleState state, Instant at, long missed, Instant now, CancellationToken cancellationToken)
    {
        var occurrence = new ScheduledOccurrence { Schedule = schedule.Name, Nominal = at, Job = schedule.Job, Holder = holder, StartedAt = now, Missed = missed };
        session.Add(occurrence);
        session.Update(state with { Running = at, Attempt = 1, Last = at, LeaseUntil = await LeaseAsync(cancellationToken).ConfigureAwait(false) });
        return new ScheduleStep(ScheduleStepKind.Ran) { Occurrence = occurrence };
    }

    /// <summary>Takes over what a host left that is not heard of any more.</summary>
    private async Task<ScheduleStep> TakeOverAsync(ICrmSession session, ScheduleState state, Instant running, Instant now, CancellationToken cancellationToken)
    {
        Instant storeTime = await store.NowAsync(cancellationToken).ConfigureAwait(false);
        if (state.LeaseUntil is { } until && until > storeTime)
        {
            return new ScheduleStep(ScheduleStepKind.Elsewhere) { Lease = until - storeTime };
        }

        ScheduledOccurrence left = await session.FindAsync<ScheduledOccurrence>(ScheduledOccurrence.IdOf(schedule.Name, running), cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"Schedule '{schedule.Name}' runs for {running}, and the occurrence is not there."); // both are written in one commit
        if (left.Attempt >= ScheduleRunner.MaxAttempts)
        {
            ScheduledOccurrence given = left.EndedAs(OccurrenceState.GivenUp, now);
            session.Update(given);
            session.Update(state.Free());
            return new ScheduleStep(ScheduleStepKind.Ran) { Occurrence = given };
        }

        ScheduledOccurrence mine = left with { Attempt = left.Attempt + 1, Holder = holder, StartedAt = now };
        session.Update(mine);
        session.Update(state with { Attempt = mine.Attempt, LeaseUntil = await LeaseAsync(cancellationToken).ConfigureAwait(false) });
        return new ScheduleStep(ScheduleStepKind.Ran) { Occurrence = mine };
    }

    private async Task<Instant> LeaseAsync(CancellationToken cancellationToken) => (await store.NowAsync(cancellationToken).ConfigureAwait(false) + lease).FloorToMicrosecond();
}
