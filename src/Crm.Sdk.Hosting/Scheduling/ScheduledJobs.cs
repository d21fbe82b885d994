using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Hosting;

/// <summary>The jobs that schedules can run: those of the SDK, and those that the host's code adds.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class ScheduledJobs
{
    private readonly Dictionary<string, IScheduledJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Takes the jobs; of one name the one that was added last.</summary>
    /// <param name="jobs">The jobs.</param>
    public ScheduledJobs(IEnumerable<IScheduledJob> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        foreach (IScheduledJob job in jobs)
        {
            _jobs[job.Name] = job;
        }
    }

    /// <summary>The job of a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <exception cref="CrmException">CRM6702: there is no such job, or it does not know one of the settings.</exception>
    public IScheduledJob Of(Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (!_jobs.TryGetValue(schedule.Job, out IScheduledJob? job))
        {
            throw new CrmException(ScheduleErrorCodes.UnknownJob, $"Schedule '{schedule.Name}': there is no job '{schedule.Job}'; there are {string.Join(", ", _jobs.Keys.Order(StringComparer.Ordinal))}.");
        }

        return schedule.Settings.FirstOrDefault(setting => !job.Settings.Contains(setting.Name)) is { } unknown
            ? throw new CrmException(
                ScheduleErrorCodes.UnknownJob,
                $"Schedule '{schedule.Name}': job '{job.Name}' has no setting '{unknown.Name}'; it has {(job.Settings.Count == 0 ? "none" : string.Join(", ", job.Settings.Order(StringComparer.Ordinal)))}.")
            : job;
    }
}
