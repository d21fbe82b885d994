using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Checks <see cref="LoyaltyHostOptions"/> before anything is started.</summary>
internal sealed class LoyaltyHostOptionsValidator : IValidateOptions<LoyaltyHostOptions>
{
    private const int MostTenants = 1_000;

    public ValidateOptionsResult Validate(string? name, LoyaltyHostOptions options)
    {
        List<string> failures = [];
        if (options.Every < TimeSpan.FromSeconds(1) || options.Every > TimeSpan.FromDays(1))
        {
            failures.Add($"{LoyaltyHostOptions.Section}:{nameof(options.Every)} is {options.Every}; it takes 1 second to 1 day.");
        }

        if (options.Tenants.Count > MostTenants)
        {
            failures.Add($"{LoyaltyHostOptions.Section}:{nameof(options.Tenants)} has {options.Tenants.Count} entries; it takes {MostTenants:N0}.");
        }

        try
        {
            _ = TenantScopes.Of(options.Tenants, options.Actor);
        }
        catch (CrmException wrong)
        {
            failures.Add($"{LoyaltyHostOptions.Section}: {wrong.Message}");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
