using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Crm.Sdk.Hosting;

/// <summary>Checks <see cref="UpkeepHostOptions"/> before anything is started.</summary>
internal sealed class UpkeepHostOptionsValidator : IValidateOptions<UpkeepHostOptions>
{
    private const int MostTenants = 1_000;

    public ValidateOptionsResult Validate(string? name, UpkeepHostOptions options)
    {
        List<string> failures = [];
        That(CronExpression.TryParse(options.Cron, out _), nameof(options.Cron), $"is '{options.Cron}'; it takes a cron expression of Quartz such as 0 0 3 * * ?");
        That(DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.Zone) is not null, nameof(options.Zone), $"is '{options.Zone}'; it takes a zone of the IANA database such as Asia/Shanghai");
        That(options.Tenants.Count <= MostTenants, nameof(options.Tenants), $"has {options.Tenants.Count} entries; it takes {MostTenants:N0}");
        That(options.Language is "en" or "zh", nameof(options.Language), $"is '{options.Language}'; it takes en or zh");
        That(options.ArchiveIdleDays is null or >= 1, nameof(options.ArchiveIdleDays), $"is {options.ArchiveIdleDays}; it takes 1 or more");
        That(options.PurgeDays is null or >= 0, nameof(options.PurgeDays), $"is {options.PurgeDays}; it takes 0 or more");
        try
        {
            _ = TenantScopes.Of(options.Tenants, options.Actor);
        }
        catch (CrmException wrong)
        {
            failures.Add($"{UpkeepHostOptions.Section}: {wrong.Message}");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void That(bool holds, string setting, string rule)
        {
            if (!holds)
            {
                failures.Add($"{UpkeepHostOptions.Section}:{setting} {rule}.");
            }
        }
    }
}
