using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Checks <see cref="ScheduleHostOptions"/> before anything is started.</summary>
internal sealed class ScheduleHostOptionsValidator : IValidateOptions<ScheduleHostOptions>
{
    private const int MostTenants = 1_000;
    private const int MostSchedules = 200;

    public ValidateOptionsResult Validate(string? name, ScheduleHostOptions options)
    {
        List<string> failures = [];
        if (options.Lease < TimeSpan.FromSeconds(5) || options.Lease > TimeSpan.FromHours(1))
        {
            failures.Add($"{ScheduleHostOptions.Section}:{nameof(options.Lease)} is {options.Lease}; it takes 5 seconds to 1 hour.");
        }

        if (options.Tenants.Count > MostTenants)
        {
            failures.Add($"{ScheduleHostOptions.Section}:{nameof(options.Tenants)} has {options.Tenants.Count} entries; it takes {MostTenants:N0}.");
        }

        if (options.Schedules.Count > MostSchedules)
        {
            failures.Add($"{ScheduleHostOptions.SchedulesSection} has {options.Schedules.Count} entries; it takes {MostSchedules:N0}.");
        }

        Try(ScheduleHostOptions.Section, () => TenantScopes.Of(options.Tenants, options.Actor));
        foreach ((string schedule, ScheduleOptions settings) in options.Schedules)
        {
            Try($"{ScheduleHostOptions.SchedulesSection}:{schedule}", () => settings.ToSchedule(schedule));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Try(string section, Func<object> read)
        {
            try
            {
                _ = read();
            }
            catch (CrmException wrong)
            {
                failures.Add($"{section}: {wrong.Message}");
            }
        }
    }
}
