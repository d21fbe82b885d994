using Crm.Sdk.Loyalty;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Does what falls due in loyalty programmes, again and again, as long as the host runs (LO-1, LO-2).</summary>
/// <remarks>Tenants one after the other. A failure is logged, and the next time tries again: what was committed stays. It never stops the host.</remarks>
internal sealed partial class LoyaltyService(IServiceProvider services, IOptions<LoyaltyHostOptions> options, TimeProvider time, ILogger<LoyaltyService> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        LoyaltyHostOptions settings = options.Value;
        if (!settings.Enabled)
        {
            LogDisabled(LoyaltyHostOptions.Section);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (CrmScope scope in TenantScopes.Of(settings.Tenants, settings.Actor))
            {
                await KeepAsync(scope, stoppingToken).ConfigureAwait(false);
            }

            await Task.Delay(settings.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync(CrmScope scope, CancellationToken stoppingToken)
    {
        try
        {
            LoyaltyUpkeepReport report = await services.GetRequiredService<LoyaltyUpkeep>().RunAsync(scope, stoppingToken).ConfigureAwait(false);
            if (report is not { Accounts: 0, Reservations: 0, Referrals: 0 })
            {
                LogKept(scope.Tenant, report.Accounts, report.Reservations, report.Referrals);
            }

            foreach (LoyaltyUpkeepFailure failure in report.Failures)
            {
                LogNotDone(failure.Error, failure.Record, scope.Tenant);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops; the rest is due still
        }
        catch (Exception failure)
        {
            LogFailed(failure, scope.Tenant);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Loyalty programmes are not kept by this host: {Section}:Enabled is false.")]
    private partial void LogDisabled(string section);

    [LoggerMessage(2, LogLevel.Information, "The loyalty programmes of tenant {Tenant} were kept: points of {Accounts} accounts, {Reservations} reservations ran out, {Referrals} referrals moved.")]
    private partial void LogKept(TenantId tenant, long accounts, long reservations, long referrals);

    [LoggerMessage(3, LogLevel.Warning, "What is due for record {Record} of tenant {Tenant} could not be done; the next time tries again.")]
    private partial void LogNotDone(Exception failure, RecordId record, TenantId tenant);

    [LoggerMessage(4, LogLevel.Error, "The loyalty programmes of tenant {Tenant} could not be kept; what was committed stays, and the next time tries again.")]
    private partial void LogFailed(Exception failure, TenantId tenant);
}
