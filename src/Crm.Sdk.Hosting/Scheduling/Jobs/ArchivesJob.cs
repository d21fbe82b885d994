using Crm.Sdk.Scheduling;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>The job <c>archives</c>: keeps archives in order as the section <c>Crm:Upkeep</c> says, whatever its times. It counts customers.</summary>
internal sealed class ArchivesJob(ArchiveKeeping keeping, IOptions<UpkeepHostOptions> options, IClock clock) : IScheduledJob
{
    public string Name => "archives";

    public IReadOnlyCollection<string> Settings { get; } = [];

    public Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken) =>
        keeping.RunAsync(run.Scope, options.Value, AsOf.At(clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[run.Schedule.Zone]), cancellationToken);
}
