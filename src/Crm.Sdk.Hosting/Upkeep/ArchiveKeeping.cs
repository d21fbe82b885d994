using Crm.Sdk.Credit;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Keeps the archives of a tenant in order once, as the settings say, and tells it in the log (DQ-5).</summary>
internal sealed partial class ArchiveKeeping(ArchiveUpkeep upkeep, CreditReviews reviews, IOptions<CrmOptions> options, ILogger<ArchiveKeeping> logger)
{
    /// <summary>Does what the settings ask for.</summary>
    /// <returns>How many customers were looked at.</returns>
    public async Task<long> RunAsync(CrmScope scope, UpkeepHostOptions settings, AsOf now, CancellationToken cancellationToken)
    {
        var work = new UpkeepOptions
        {
            Standardise = settings.Standardise,
            ArchiveIdleDays = settings.ArchiveIdleDays,
            Verification = settings.VerificationPlan is { } plan ? new CollectionOptions(plan) : null,
            Purge = settings.PurgeDays is { } days ? new PurgeRule(days) : null,
            Duplicates = settings.CountDuplicates ? new DuplicateOptions() : null,
        };
        UpkeepReport report = await upkeep.RunAsync(scope, work, now, TextCulture.Of(settings.Language == "zh" ? "zh-CN" : "en-US"), dryRun: false, progress: null, cancellationToken).ConfigureAwait(false);
        LogKept(scope.Tenant, report.Customers, report.Standardised, report.Irregular, report.Archived, report.Verification?.Tasks.Count ?? 0, report.Purge?.Purged ?? 0, report.Duplicates?.Pairs);
        if (settings.ReassessCredit)
        {
            await ReassessAsync(scope, now, cancellationToken).ConfigureAwait(false);
        }

        return report.Customers;
    }

    private async Task ReassessAsync(CrmScope scope, AsOf now, CancellationToken cancellationToken)
    {
        long assessed = 0, worse = 0;
        Currency currency = Currency.Parse(options.Value.ReportingCurrency ?? "CNY");
        await foreach (ReviewedCredit reviewed in reviews.RunAsync(scope, now, currency, most: null, dryRun: false, cancellationToken).ConfigureAwait(false))
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

    [LoggerMessage(2, LogLevel.Information, "The credit of tenant {Tenant} was assessed again: {Assessed} customers, {Worse} of them worse than before.")]
    private partial void LogAssessed(TenantId tenant, long assessed, long worse);

    [LoggerMessage(3, LogLevel.Warning, "The credit of customer {Customer} of tenant {Tenant} could not be assessed again; the next time tries again.")]
    private partial void LogNotAssessed(Exception failure, CustomerId customer, TenantId tenant);

    [LoggerMessage(1, LogLevel.Information, "The archives of tenant {Tenant} were kept: {Customers} customers, {Standardised} standardised, {Irregular} irregular values, {Archived} put away, {Verifications} verifications planned, {Purged} purged, {Duplicates} probable duplicates.")]
    private partial void LogKept(TenantId tenant, long customers, long standardised, long irregular, long archived, int verifications, long purged, long? duplicates);
}
