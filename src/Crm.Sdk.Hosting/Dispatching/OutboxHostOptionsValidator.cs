using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Checks <see cref="OutboxHostOptions"/> before anything is started.</summary>
internal sealed class OutboxHostOptionsValidator : IValidateOptions<OutboxHostOptions>
{
    private const int MostTenants = 1_000;

    public ValidateOptionsResult Validate(string? name, OutboxHostOptions options)
    {
        List<string> failures = [];
        Check(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(nameof(options.LongestPause), options.LongestPause, options.FirstPause, TimeSpan.FromHours(1));
        Check(nameof(options.LateAfter), options.LateAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        if (options.Tenants.Count > MostTenants)
        {
            failures.Add($"{OutboxHostOptions.Section}:{nameof(options.Tenants)} has {options.Tenants.Count} entries; it takes {MostTenants:N0}.");
        }

        try
        {
            _ = TenantScopes.Of(options.Tenants, options.Actor);
        }
        catch (CrmException wrong)
        {
            failures.Add($"{OutboxHostOptions.Section}: {wrong.Message}");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(string setting, TimeSpan value, TimeSpan least, TimeSpan greatest)
        {
            if (value < least || value > greatest)
            {
                failures.Add($"{OutboxHostOptions.Section}:{setting} is {value}; it takes {least} to {greatest}.");
            }
        }
    }
}
