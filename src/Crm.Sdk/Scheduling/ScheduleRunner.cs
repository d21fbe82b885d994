using System.Globalization;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>Runs what is due of schedules, each occurrence on one host.</summary>
/// <remarks>
/// <para>Which instant is due is computed from the schedule and from how far it is settled; who runs it is decided by one commit that adds the occurrence and changes the schedule's state, so that of hosts at once one wins on any
/// store. It holds a lease by the store's clock, which it prolongs while it works. A host that crashed loses it, and another runs the occurrence under the next attempt number; see <see cref="ScheduledRun.GuardAsync"/>.</para>
/// <para>A schedule never runs twice at once: what falls due while it runs is late, and its misfire policy says what becomes of it. A thread-safe singleton.</para>
/// </remarks>
public sealed class ScheduleRunner
{
    /// <summary>How often an occurrence is tried again after a crash, before it is given up.</summary>
    public const int MaxAttempts = 10;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly string Host = Short(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}"));

    private readonly ICrm _crm;
    private readonly ICrmStore _store;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly Duration _lease;

    /// <summary>Makes the runner.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="store">The store, whose clock measures leases.</param>
    /// <param name="clock">Says what is due.</param>
    /// <param name="time">Waits between prolongings of a lease.</param>
    /// <param name="lease">How long a host that is not heard of counts as alive, from a second on; a minute where null.</param>
    public ScheduleRunner(ICrm crm, ICrmStore store, IClock clock, TimeProvider time, Duration? lease = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        _lease = lease ?? Duration.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(_lease, Duration.FromSeconds(1), nameof(lease));
        (_crm, _store, _clock, _time) = (crm, store, clock, time);
    }

    /// <summary>Looks at a schedule, and runs what is due of it: at most one occurrence. The first look at a schedule only notes that it is there, so nothing before it counts as missed.</summary>
    /// <param name="scope">The tenant, and the actor who stands on the commits.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="job">Its job.</param>
    /// <param name="cancellationToken">Ends the job; the occurrence is given back, and another host may take it at once.</param>
    /// <returns>What it came to; a failure of the job is in it and not thrown.</returns>
    /// <exception cref="CrmException">CRM6700: the schedule cannot be meant.</exception>
    public Task<ScheduleStep> StepAsync(CrmScope scope, Schedule schedule, IScheduledJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(job);
        schedule.Check();
        return WorkAsync(scope, schedule, job, ScheduleClaim.DueAsync, cancellationToken);
    }

    /// <summary>Runs a schedule now, whether it is due or rests: an occurrence of its own, of this instant.</summary>
    /// <inheritdoc cref="StepAsync"/>
    /// <exception cref="CrmException">CRM6703: it is running already.</exception>
    public Task<ScheduleStep> RunNowAsync(CrmScope scope, Schedule schedule, IScheduledJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(job);
        schedule.Check();
        return WorkAsync(scope, schedule, job, ScheduleClaim.NowAsync, cancellationToken);
    }

    private async Task<ScheduleStep> WorkAsync(
        CrmScope scope, Schedule schedule, IScheduledJob job, Func<ScheduleClaim, ICrmSession, CancellationToken, Task<ScheduleStep>> choose, CancellationToken cancellationToken)
    {
        var claim = new ScheduleClaim(schedule, _store, _clock, _lease, Host);
        ScheduleStep step = await _crm.CommitAsync(scope, (session, token) => choose(claim, session, token), _time, cancellationToken).ConfigureAwait(false);
        return step.Occurrence is { State: OccurrenceState.Running } taken ? await RunAsync(scope, schedule, job, taken, cancellationToken).ConfigureAwait(false) : step;
    }

    private async Task<ScheduleStep> RunAsync(CrmScope scope, Schedule schedule, IScheduledJob job, ScheduledOccurrence taken, CancellationToken cancellationToken)
    {
        var lease = new ScheduleLease(_crm, _store, _time, scope, taken, _lease);
        Exception? failure = null;
        long? done = null;
        await using (lease.ConfigureAwait(false))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
            try
            {
                done = await job.RunAsync(new ScheduledRun(scope, schedule, taken.Nominal, taken.Attempt, _clock), stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await lease.GiveBackAsync(Farewell).ConfigureAwait(false);
                throw;
            }
            catch (Exception thrown)
            {
                failure = thrown;
            }
        }

        ScheduledOccurrence? ended = await EndAsync(scope, taken, done, failure).ConfigureAwait(false);
        return new ScheduleStep(ended is null ? ScheduleStepKind.Lost : ScheduleStepKind.Ran) { Occurrence = ended ?? taken, Failure = ended?.State == OccurrenceState.Done ? null : failure };
    }

    /// <summary>Records the end, also while the host stops: the work is done.</summary>
    /// <returns>The occurrence as it ended, by this or in the commit of its job; null where another host took it over.</returns>
    private async Task<ScheduledOccurrence?> EndAsync(CrmScope scope, ScheduledOccurrence taken, long? done, Exception? failure)
    {
        using var limit = new CancellationTokenSource(_lease.ToTimeSpan(), _time);
        return await _crm.CommitAsync(
            scope,
            async (session, token) =>
            {
                ScheduledOccurrence? stored = await session.FindAsync<ScheduledOccurrence>(taken.Id, token).ConfigureAwait(false);
                ScheduleState? state = await session.FindAsync<ScheduleState>(ScheduleState.IdOf(taken.Schedule), token).ConfigureAwait(false);
                if (stored is null || state is null || !stored.IsHeldBy(taken.Attempt))
                {
                    return stored is { State: OccurrenceState.Done } && stored.Attempt == taken.Attempt ? stored : null;
                }

                ScheduledOccurrence ended = stored.EndedAs(failure is null ? OccurrenceState.Done : OccurrenceState.Failed, _clock.GetCurrentInstant()) with { Done = done, Error = ErrorOf(failure) };
                session.Update(ended);
                session.Update(state.Free());
                return ended;
            },
            _time,
            limit.Token).ConfigureAwait(false);
    }

    /// <summary>What a message says may be personal, so the log has it and the record has its code.</summary>
    private static string? ErrorOf(Exception? failure) => failure switch
    {
        null => null,
        CrmException known => Short(known.Code),
        _ => Short(failure.GetType().FullName!),
    };

    private static string Short(string text) => text.Length <= ScheduledOccurrence.MaxTextLength ? text : text[..ScheduledOccurrence.MaxTextLength];
}
