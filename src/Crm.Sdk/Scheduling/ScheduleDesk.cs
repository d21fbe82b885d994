using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>Shows how it stands with schedules, and lets them rest.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class ScheduleDesk
{
    private readonly ICrm _crm;
    private readonly IClock _clock;
    private readonly TimeProvider _time;

    /// <summary>Makes the desk.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="clock">Says what now is.</param>
    /// <param name="time">Waits between attempts of a commit.</param>
    public ScheduleDesk(ICrm crm, IClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        (_crm, _clock, _time) = (crm, clock, time);
    }

    /// <summary>How it stands with a schedule.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6700: the schedule cannot be meant.</exception>
    public async Task<ScheduleStatus> StatusAsync(CrmScope scope, Schedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(schedule);
        schedule.Check();
        ICrmSession session = _crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            ScheduleState? state = await session.FindAsync<ScheduleState>(ScheduleState.IdOf(schedule.Name), cancellationToken).ConfigureAwait(false);
            return new ScheduleStatus(schedule)
            {
                Next = ScheduleTimes.After(schedule, _clock.GetCurrentInstant()).Select(static at => (Instant?)at).FirstOrDefault(),
                PausedAt = state?.PausedAt,
                Missed = state?.Missed ?? 0,
                Last = state?.Last is { } last ? await session.FindAsync<ScheduledOccurrence>(ScheduledOccurrence.IdOf(schedule.Name, last), cancellationToken).ConfigureAwait(false) : null,
            };
        }
    }

    /// <summary>The occurrences that ran, the latest first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="most">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<ScheduledOccurrence>> HistoryAsync(CrmScope scope, string schedule, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, 1_000);
        var query = new CrmQuery<ScheduledOccurrence>
        {
            Where = Condition.StartsWith(ScheduledOccurrenceModel.Place, ScheduledOccurrenceModel.PlacesOf(schedule)),
            Order = new RecordOrder(ScheduledOccurrenceModel.Place, Descending: true),
            Limit = most,
        };
        ICrmSession session = _crm.OpenSession(scope);
        await using (session.ConfigureAwait(false))
        {
            return (await session.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Items;
        }
    }

    /// <summary>Lets a schedule rest, from now on and on every host. What runs ends.</summary>
    /// <param name="scope">The tenant and the actor.</param>
    /// <param name="schedule">The schedule's name.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>Whether it did not rest before.</returns>
    public Task<bool> PauseAsync(CrmScope scope, string schedule, CancellationToken cancellationToken) =>
        ChangeAsync(scope, schedule, static (state, now) => state.PausedAt is null ? state with { PausedAt = now } : null, cancellationToken);

    /// <summary>Lets a schedule run again, from now on: what fell due while it rested is not made up for.</summary>
    /// <inheritdoc cref="PauseAsync"/>
    /// <returns>Whether it rested before.</returns>
    public Task<bool> ResumeAsync(CrmScope scope, string schedule, CancellationToken cancellationToken) =>
        ChangeAsync(scope, schedule, static (state, now) => state.PausedAt is null ? null : state with { PausedAt = null, Settled = Instant.Max(now, state.Settled) }, cancellationToken);

    private async Task<bool> ChangeAsync(CrmScope scope, string schedule, Func<ScheduleState, Instant, ScheduleState?> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        IdentityText.Require(schedule, Schedule.MaxNameLength, "schedule");
        return await _crm.CommitAsync(
            scope,
            async (session, token) =>
            {
                Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
                ScheduleState? stored = await session.FindAsync<ScheduleState>(ScheduleState.IdOf(schedule), token).ConfigureAwait(false);
                ScheduleState state = stored ?? new ScheduleState { Schedule = schedule, Settled = now };
                if (change(state, now) is not { } changed)
                {
                    return false;
                }

                if (stored is null)
                {
                    session.Add(changed);
                }
                else
                {
                    session.Update(changed);
                }

                return true;
            },
            _time,
            cancellationToken).ConfigureAwait(false);
    }
}
