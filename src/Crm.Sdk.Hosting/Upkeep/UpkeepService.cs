using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
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
        var work = new UpkeepOptions
        {
            Standardise = settings.Standardise,
            ArchiveIdleDays = settings.ArchiveIdleDays,
            Verification = settings.VerificationPlan is { } plan ? new CollectionOptions(plan) : null,
            Purge = settings.PurgeDays is { } days ? new PurgeRule(days) : null,
            Duplicates = settings.CountDuplicates ? new DuplicateOptions() : null,
        };
        try
        {
            AsOf now = AsOf.At(clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[settings.Zone]);
            UpkeepReport report = await services.GetRequiredService<ArchiveUpkeep>()
                .RunAsync(scope, work, now, TextCulture.Of(settings.Language == "zh" ? "zh-CN" : "en-US"), dryRun: false, progress: null, stoppingToken).ConfigureAwait(false);
            LogKept(scope.Tenant, report.Customers, report.Standardised, report.Irregular, report.Archived, report.Verification?.Tasks.Count ?? 0, report.Purge?.Purged ?? 0, report.Duplicates?.Pairs);
            if (settings.ReassessCredit)
            {
                await ReassessAsync(scope, now, stoppingToken).ConfigureAwait(false);
            }
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

    private async Task ReassessAsync(CrmScope scope, AsOf now, CancellationToken stoppingToken)
    {
        long assessed = 0, worse = 0;
        Currency currency = Currency.Parse(services.GetRequiredService<IOptions<CrmOptions>>().Value.ReportingCurrency ?? "CNY");
        await foreach (ReviewedCredit reviewed in services.GetRequiredService<CreditReviews>().RunAsync(scope, now, currency, most: null, dryRun: false, stoppingToken).ConfigureAwait(false))
        {
            if (reviewed.Error is { } error)
            {
                LogNotAssessed(error, reviewed.Due.Customer, scope.Tenant);
            }
            else
            {
                assessed++;
                worse += reviewed.Grade > reviewed.Due.Grade ? 1 : 0;
            }
        }

        LogAssessed(scope.Tenant, assessed, worse);
    }

    [LoggerMessage(6, LogLevel.Information, "The credit of tenant {Tenant} was assessed again: {Assessed} customers, {Worse} of them worse than before.")]
    private partial void LogAssessed(TenantId tenant, long assessed, long worse);

    [LoggerMessage(7, LogLevel.Warning, "The credit of customer {Customer} of tenant {Tenant} could not be assessed again; the next time tries again.")]
    private partial void LogNotAssessed(Exception failure, CustomerId customer, TenantId tenant);

    [LoggerMessage(1, LogLevel.Information, "Archives are not kept by this host: {Section}:Enabled is false.")]
    private partial void LogDisabled(string section);

    [LoggerMessage(2, LogLevel.Debug, "The next upkeep of archives is due at {Due:O}.")]
    private partial void LogNext(DateTimeOffset due);

    [LoggerMessage(3, LogLevel.Information, "The archives of tenant {Tenant} were kept: {Customers} customers, {Standardised} standardised, {Irregular} irregular values, {Archived} put away, {Verifications} verifications planned, {Purged} purged, {Duplicates} probable duplicates.")]
    private partial void LogKept(TenantId tenant, long customers, long standardised, long irregular, long archived, int verifications, long purged, long? duplicates);

    [LoggerMessage(4, LogLevel.Information, "The upkeep of the archives of tenant {Tenant} was stopped; what was committed stays.")]
    private partial void LogStopped(TenantId tenant);

    [LoggerMessage(5, LogLevel.Error, "The archives of tenant {Tenant} could not be kept; what was committed stays, and the next time tries again.")]
    private partial void LogFailed(Exception failure, TenantId tenant);
}
