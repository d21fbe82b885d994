using Crm.Sdk.Campaigns;
using Crm.Sdk.Scheduling;
using NodaTime;

namespace Crm.Sdk.Hosting;

/// <summary>The job <c>campaigns</c>: takes the steps of campaigns that are due, of all that were launched or of the one that <c>campaign</c> names. It counts messages.</summary>
internal sealed class CampaignsJob(CampaignRunner runner, IClock clock) : IScheduledJob
{
    private const string Campaign = "campaign";

    public string Name => "campaigns";

    public IReadOnlyCollection<string> Settings { get; } = [Campaign];

    public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken) =>
        (await runner.RunAsync(run.Scope, run.Schedule.Setting(Campaign), clock.GetCurrentInstant().FloorToMicrosecond(), cancellationToken).ConfigureAwait(false)).Messages;
}
