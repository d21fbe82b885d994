using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Crm.Sdk.Hosting;

/// <summary>Keeps archives in order at the times of its cron expression, as long as the host runs (DQ-5).</summary>
/// <remarks>Tenants one after the other. A failure is logged, and the next time tries again: what was committed stays. It never stops the host.</remarks>
internal sealed partial class UpkeepService(IServiceProvider services, IOptions<UpkeepHostOptions> options, IClock clock, TimeProvider time, ILogger<UpkeepService> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1); // so that a clock that was set is noticed

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        UpkeepHostOptions settings = options.Value;
        if (!settings.Enabled)
        {
            LogDisabled(UpkeepHostOptions.Section);
            return;
        }

        CronExpression times = CronExpression.Parse(settings.Cron).WithTimeZone(TimeZoneInfo.FindSystemTimeZoneById(settings.Zone));
        while (!stoppingToken.IsCancellationRequested && times.GetNextValidTimeAfter(clock.GetCurrentInstant().ToDateTimeOffset()) is { } next)
        {
            LogNext(next);
            await UntilAsync(Instant.FromDateTimeOffset(next), stoppingToken).ConfigureAwait(false);
            foreach (CrmScope scope in TenantScopes.Of(settings.Tenants, settings.Actor))
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    await KeepAsync(scope, settings, stoppingToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task UntilAsync(Instant due, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && (due - clock.GetCurrentInstant()).ToTimeSpan() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepAsync(CrmScope scope, UpkeepHostOptions settings, CancellationToken stoppingToken)
    {
        try
        {
            await services.GetRequiredService<ArchiveKeeping>().RunAsync(scope, settings, AsOf.At(clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[settings.Zone]), stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped(scope.Tenant);
        }
        catch (Exception failure)
        {
            LogFailed(failure, scope.Tenant);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Archives are not kept by this host: {Section}:Enabled is false.")]
    private partial void LogDisabled(string section);

    [LoggerMessage(2, LogLevel.Debug, "The next upkeep of archives is due at {Due:O}.")]
    private partial void LogNext(DateTimeOffset due);

    [LoggerMessage(3, LogLevel.Information, "The upkeep of the archives of tenant {Tenant} was stopped; what was committed stays.")]
    private partial void LogStopped(TenantId tenant);

    [LoggerMessage(4, LogLevel.Error, "The archives of tenant {Tenant} could not be kept; what was committed stays, and the next time tries again.")]
    private partial void LogFailed(Exception failure, TenantId tenant);
}
