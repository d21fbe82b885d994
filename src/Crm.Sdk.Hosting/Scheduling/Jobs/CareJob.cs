using Crm.Sdk.Care;
using Crm.Sdk.Scheduling;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>The job <c>care</c>: plans what is due of the care plans, or of the one that <c>plan</c> names. It counts messages and tasks.</summary>
internal sealed class CareJob(CarePlanner planner, IClock clock) : IScheduledJob
{
    private const string Plan = "plan";

    public string Name => "care";

    public IReadOnlyCollection<string> Settings { get; } = [Plan];

    public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
    {
        AsOf now = AsOf.At(clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[run.Schedule.Zone]);
        return (await planner.RunAsync(run.Scope, run.Schedule.Setting(Plan), now, progress: null, cancellationToken).ConfigureAwait(false)).Planned;
    }
}
