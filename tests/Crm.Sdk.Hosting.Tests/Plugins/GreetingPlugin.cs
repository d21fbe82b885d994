using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Crm.Sdk.Hosting.Tests.Plugins;

/// <summary>A plugin that the host references.</summary>
public sealed class GreetingPlugin : ICrmPlugin
{
    public static ExtensionPoint Greeter { get; } = new("greeter", typeof(IGreeter));

    public void Configure(IPluginBuilder plugin)
    {
        plugin.Contribute<IGreeter, PoliteGreeter>(Greeter)
            .AddOptions<GreetingOptions>(configure: options => options.Validate(value => value.Words.Length > 0, "Words must not be empty."));
        plugin.Services.AddSingleton<IHealthCheck, GreetingProbe>();
    }
}
