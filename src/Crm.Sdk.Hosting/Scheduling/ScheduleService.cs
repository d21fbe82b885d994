using Crm.Sdk.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>Runs schedules as long as the host runs: wakes when one falls due, and lets <see cref="ScheduleRunner"/> decide.</summary>
/// <remarks>Each schedule of each tenant by itself. A failure is logged, and the next occurrence runs; it never stops the host.</remarks>
internal sealed partial class ScheduleService(IServiceProvider services, IOptions<ScheduleHostOptions> options, IClock clock, TimeProvider time, ILogger<ScheduleService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1); // so that a clock that was set, a resumption elsewhere and a dead host are noticed
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);

    private readonly List<(Schedule Schedule, IScheduledJob Job)> _schedules = [];

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            LogDisabled(ScheduleHostOptions.Section);
            return Task.CompletedTask;
        }

        // Not earlier: what jobs need is there once plugins have started. What cannot be run stops the host at its start.
        ScheduledJobs jobs = services.GetRequiredService<ScheduledJobs>();
        _schedules.AddRange(options.Value.Schedules.Where(static entry => entry.Value.Enabled).Select(static entry => entry.Value.ToSchedule(entry.Key)).Select(schedule => (schedule, jobs.Of(schedule))));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ScheduleRunner runner = services.GetRequiredService<ScheduleRunner>();
        return Task.WhenAll(TenantScopes.Of(options.Value.Tenants, options.Value.Actor).SelectMany(
            scope => _schedules.Select(each => Task.Run(() => KeepAsync(runner, scope, each.Schedule, each.Job, stoppingToken), CancellationToken.None))));
    }

    private async Task KeepAsync(ScheduleRunner runner, CrmScope scope, Schedule schedule, IScheduledJob job, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                ScheduleStep step = await runner.StepAsync(scope, schedule, job, stoppingToken).ConfigureAwait(false);
                Tell(scope, schedule, step);
                wait = WaitAfter(step);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return; // what ran was given back; another host, or this one after its start, runs it again
            }
            catch (Exception failure)
            {
                LogNotLooked(failure, schedule.Name, scope.Tenant, AfterFailure);
                wait = AfterFailure;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan WaitAfter(ScheduleStep step)
    {
        TimeSpan wait = step switch
        {
            { Kind: ScheduleStepKind.Ran or ScheduleStepKind.Lost } => TimeSpan.Zero, // more may be due already
            { Lease: { } lease } => lease.ToTimeSpan(),
            { Next: { } next } => (next - clock.GetCurrentInstant()).ToTimeSpan(),
            _ => LongestWait,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    private void Tell(CrmScope scope, Schedule schedule, ScheduleStep step)
    {
        switch (step)
        {
            case { Kind: ScheduleStepKind.Lost, Occurrence: { } lost }:
                LogLost(schedule.Name, scope.Tenant, lost.Nominal);
                break;
            case { Occurrence: { State: OccurrenceState.Done } done }:
                LogRan(schedule.Name, scope.Tenant, done.Nominal, done.Job, done.Done ?? 0, done.Missed);
                break;
            case { Occurrence: { State: OccurrenceState.GivenUp } given }:
                LogGivenUp(schedule.Name, scope.Tenant, given.Nominal, given.Attempt);
                break;
            case { Occurrence: { } failed }:
                LogFailed(step.Failure, schedule.Name, scope.Tenant, failed.Nominal);
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Schedules are not run by this host: {Section}:Enabled is false.")]
    private partial void LogDisabled(string section);

    [LoggerMessage(2, LogLevel.Information, "Schedule {Schedule} of tenant {Tenant} ran for {Nominal}: job {Job} did {Done}; {Missed} before it were passed over.")]
    private partial void LogRan(string schedule, TenantId tenant, Instant nominal, string job, long done, long missed);

    [LoggerMessage(3, LogLevel.Error, "Schedule {Schedule} of tenant {Tenant} failed for {Nominal}; what was committed stays, and the next occurrence runs.")]
    private partial void LogFailed(Exception? failure, string schedule, TenantId tenant, Instant nominal);

    [LoggerMessage(4, LogLevel.Warning, "Schedule {Schedule} of tenant {Tenant} lost its occurrence {Nominal} to another host.")]
    private partial void LogLost(string schedule, TenantId tenant, Instant nominal);

    [LoggerMessage(5, LogLevel.Error, "Schedule {Schedule} of tenant {Tenant} gave its occurrence {Nominal} up: {Attempts} hosts crashed in it.")]
    private partial void LogGivenUp(string schedule, TenantId tenant, Instant nominal, int attempts);

    [LoggerMessage(6, LogLevel.Error, "Schedule {Schedule} of tenant {Tenant} could not be looked at; it is looked at again in {Pause}.")]
    private partial void LogNotLooked(Exception failure, string schedule, TenantId tenant, TimeSpan pause);
}
