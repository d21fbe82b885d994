using Crm.Sdk.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Hosting;

/// <summary>Reads <see cref="DispatchOptions"/> from the configuration, fits the end of sends into the time that the host takes to stop, and checks the ranges.</summary>
internal sealed class DispatchOptionsSetup(IOptions<HostOptions> host, IConfiguration? configuration = null)
    : IConfigureOptions<DispatchOptions>, IPostConfigureOptions<DispatchOptions>, IValidateOptions<DispatchOptions>
{
    private static readonly TimeSpan ForOutcomes = TimeSpan.FromSeconds(5);

    public void Configure(DispatchOptions options) => configuration?.GetSection(OutboxHostOptions.Section).Bind(options);

    public void PostConfigure(string? name, DispatchOptions options)
    {
        // A stop takes twice the grace and five seconds at most: sends end, then their outcomes are recorded. After its timeout the host takes plugins away.
        if (options.StopGrace <= TimeSpan.FromMinutes(5) && host.Value.ShutdownTimeout is var limit && limit < (options.StopGrace * 2) + ForOutcomes)
        {
            options.StopGrace = limit > ForOutcomes ? (limit - ForOutcomes) / 2 : TimeSpan.Zero;
        }
    }

    public ValidateOptionsResult Validate(string? name, DispatchOptions options)
    {
        try
        {
            options.Validate();
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            return ValidateOptionsResult.Fail($"{OutboxHostOptions.Section}: {wrong.Message}");
        }
    }
}
