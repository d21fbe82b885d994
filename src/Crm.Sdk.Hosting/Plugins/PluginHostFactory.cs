using System.Diagnostics.Metrics;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Crm.Sdk.Hosting.Plugins;

/// <summary>Makes the host's <see cref="PluginHost"/> from what code and configuration say.</summary>
internal static class PluginHostFactory
{
    public static PluginHost Create(IServiceProvider host)
    {
        CrmSetup setup = host.GetRequiredService<CrmSetup>();
        CrmOptions options = host.GetRequiredService<IOptions<CrmOptions>>().Value;
        var services = new PluginHostServices
        {
            LoggerFactory = host.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            Clock = host.GetRequiredService<IClock>(),
            TimeProvider = host.GetRequiredService<TimeProvider>(),
            Configuration = host.GetService<IConfiguration>(),
            MeterFactory = host.GetService<IMeterFactory>(),
        };
        return new PluginHost(
            [.. setup.Sources, .. options.PluginFolders.Select(PluginSource.Folder)], host.GetServices<ExtensionPoint>(), services, OptionsOf(options, setup.Settings));
    }

    public static PluginHostOptions OptionsOf(CrmOptions options, IReadOnlyDictionary<PluginId, Dictionary<string, string?>> settings)
    {
        var all = new PluginHostOptions
        {
            Guard = options.Guard,
            StartDeadline = options.PluginStartDeadline,
            StopDeadline = options.PluginStopDeadline,
        };
        foreach ((string kind, string choice) in options.Slots)
        {
            all.Slots.Add(kind, choice);
        }

        foreach (string assembly in options.SharedAssemblies)
        {
            all.SharedAssemblies.Add(assembly);
        }

        foreach ((PluginId id, Dictionary<string, string?> values) in settings)
        {
            all.Settings.Add(id, values);
        }

        return all;
    }
}
