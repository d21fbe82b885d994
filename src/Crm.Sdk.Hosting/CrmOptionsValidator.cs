using Crm.Sdk.Hosting.Plugins;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Checks <see cref="CrmOptions"/> before anything is started.</summary>
internal sealed class CrmOptionsValidator : IValidateOptions<CrmOptions>
{
    public ValidateOptionsResult Validate(string? name, CrmOptions options)
    {
        var failures = new List<string>();
        try
        {
            PluginHostFactory.OptionsOf(options, new Dictionary<PluginId, Dictionary<string, string?>>()).Validate();
        }
        catch (CrmException e)
        {
            failures.Add(e.Message);
        }

        if (options.PluginFolders.Any(string.IsNullOrWhiteSpace))
        {
            failures.Add($"{CrmOptions.Section}:{nameof(CrmOptions.PluginFolders)} has an empty entry; it takes paths of folders.");
        }

        if (options.Slots.FirstOrDefault(slot => string.IsNullOrWhiteSpace(slot.Value)) is { Key: { } kind })
        {
            failures.Add($"{CrmOptions.Section}:{nameof(CrmOptions.Slots)}:{kind} is empty; it takes the name of a contribution or the id of a plugin.");
        }

        if (options.ReportingCurrency is { } currency && !Currency.TryParse(currency, out _))
        {
            failures.Add($"{CrmOptions.Section}:{nameof(CrmOptions.ReportingCurrency)} is '{currency}'; it takes an active ISO 4217 code such as CNY.");
        }

        if (options.AuditKey is { } key && !Convert.TryFromBase64String(key, new byte[key.Length], out _))
        {
            failures.Add($"{CrmOptions.Section}:{nameof(CrmOptions.AuditKey)} is not base64.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
