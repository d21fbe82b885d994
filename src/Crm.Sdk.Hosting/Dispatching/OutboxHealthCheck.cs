using System.Globalization;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Hosting;

/// <summary>The health of delivery: whether it goes on, and whether messages that are due wait for long.</summary>
/// <remarks>Degraded at worst: a host that cannot deliver can still serve, and no message is lost.</remarks>
internal sealed class OutboxHealthCheck(IServiceProvider services, IOptions<OutboxHostOptions> options, OutboxMonitor monitor) : IHealthCheck
{
    public const string Name = "outbox";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.Enabled)
        {
            return HealthCheckResult.Healthy($"Not delivered by this host: {OutboxHostOptions.Section}:{nameof(OutboxHostOptions.Enabled)} is false.");
        }

        List<string> said = [];
        Dictionary<string, object> data = new(StringComparer.Ordinal);
        IReadOnlyList<CrmScope> scopes = TenantScopes.Of(options.Value.Tenants, options.Value.Actor);
        foreach (CrmScope scope in scopes)
        {
            string prefix = scopes.Count == 1 ? string.Empty : $"{scope.Tenant}:";
            OutboxCondition condition = monitor.Of(scope);
            if (condition.Failures > 0)
            {
                said.Add($"{prefix}Delivery failed {condition.Failures} times in a row. {condition.LastError}");
            }

            if (condition.LastError is { } error)
            {
                data[$"{prefix}lastError"] = error;
                data[$"{prefix}lastErrorAt"] = InstantPattern.ExtendedIso.Format(condition.LastErrorAt!.Value);
            }

            await LookAsync(scope, prefix, said, data, cancellationToken).ConfigureAwait(false);
        }

        return new HealthCheckResult(said.Count == 0 ? HealthStatus.Healthy : HealthStatus.Degraded, said.Count == 0 ? null : string.Join(' ', said), data: data);
    }

    private async Task LookAsync(CrmScope scope, string prefix, List<string> said, Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        OutboxBacklog backlog;
        try
        {
            backlog = await services.GetRequiredService<OutboxDispatcher>().GetBacklogAsync(scope, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            said.Add($"{prefix}The queue could not be read: {(failure as CrmException)?.Code ?? failure.GetType().Name}: {failure.Message}");
            return;
        }

        data[$"{prefix}pending"] = backlog.Pending;
        if (backlog.OldestDue is { } oldest)
        {
            data[$"{prefix}oldestDueSeconds"] = oldest.TotalSeconds;
            if (oldest > Duration.FromTimeSpan(options.Value.LateAfter))
            {
                said.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}A message has been due for {oldest:-D:hh:mm:ss}."));
            }
        }

        if (!backlog.MissingChannels.IsEmpty)
        {
            said.Add($"{prefix}Messages wait for channels that no plugin brings: {string.Join(", ", backlog.MissingChannels)}.");
        }
    }
}
