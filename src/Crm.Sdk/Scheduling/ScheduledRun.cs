using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>One occurrence, as its job sees it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Scope">The tenant, and the actor who stands on the commits.</param>
/// <param name="Schedule">The schedule.</param>
/// <param name="Nominal">The instant that the schedule means; the work may begin later.</param>
/// <param name="Attempt">The how-manieth attempt it is, from 1 on: the fence of what is committed.</param>
/// <param name="Clock">Says when it ends.</param>
public sealed record ScheduledRun(CrmScope Scope, Schedule Schedule, Instant Nominal, int Attempt, IClock Clock)
{
    /// <summary>Makes a commit depend on this run still holding its occurrence: a host that was taken for dead commits nothing any more.</summary>
    /// <param name="session">The session that will commit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6704: another host has taken the occurrence over.</exception>
    public async Task GuardAsync(ICrmSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.Guard(await MineAsync(session, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Ends the occurrence in the commit of its work, so that both are written or neither: after a crash at any moment the work is there once.</summary>
    /// <param name="session">The session that will commit the work.</param>
    /// <param name="done">How much is done, in the job's own unit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6704: another host has taken the occurrence over.</exception>
    public async Task EndAsync(ICrmSession session, long done, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ScheduledOccurrence mine = await MineAsync(session, cancellationToken).ConfigureAwait(false);
        ScheduleState? state = await session.FindAsync<ScheduleState>(ScheduleState.IdOf(Schedule.Name), cancellationToken).ConfigureAwait(false);
        session.Update(mine.EndedAs(OccurrenceState.Done, Clock.GetCurrentInstant()) with { Done = done });
        session.Update(state!.Free());
    }

    private async Task<ScheduledOccurrence> MineAsync(ICrmSession session, CancellationToken cancellationToken)
    {
        ScheduledOccurrence? mine = await session.FindAsync<ScheduledOccurrence>(ScheduledOccurrence.IdOf(Schedule.Name, Nominal), cancellationToken).ConfigureAwait(false);
        return mine?.IsHeldBy(Attempt) == true
            ? mine
            : throw new CrmException(ScheduleErrorCodes.RunLost, $"Schedule '{Schedule.Name}', occurrence {Nominal}: attempt {Attempt} holds it no longer; nothing of this attempt is written any more.");
    }
}
