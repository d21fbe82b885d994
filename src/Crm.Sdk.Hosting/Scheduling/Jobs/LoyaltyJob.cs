using Crm.Sdk.Loyalty;
using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Hosting;

/// <summary>The job <c>loyalty</c>: does what falls due in loyalty programmes. It counts accounts, reservations and referrals; what could not be done makes it fail once the rest is done.</summary>
internal sealed class LoyaltyJob(LoyaltyUpkeep upkeep) : IScheduledJob
{
    public string Name => "loyalty";

    public IReadOnlyCollection<string> Settings { get; } = [];

    public async Task<long> RunAsync(ScheduledRun run, CancellationToken cancellationToken)
    {
        LoyaltyUpkeepReport report = await upkeep.RunAsync(run.Scope, cancellationToken).ConfigureAwait(false);
        return report.Failures.IsEmpty
            ? report.Accounts + report.Reservations + report.Referrals
            : throw new AggregateException($"Of loyalty programmes {report.Failures.Count} records could not be brought up to date.", report.Failures.Select(static failure => failure.Error));
    }
}
