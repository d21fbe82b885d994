using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Plugins.Registration;

/// <summary>Makes the service collection that a plugin begins with.</summary>
internal static class PluginServices
{
    public static ServiceCollection Create(PluginManifest manifest, IConfiguration settings, PluginHostServices host)
    {
        var services = new ServiceCollection();

        // Instances, never factories: a container disposes of what a factory gave it, and that would be the host's.
        services.AddSingleton<ILoggerFactory>(new HostLoggerFactory(host.LoggerFactory));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(host.Clock);
        services.AddSingleton(host.TimeProvider);
        services.AddSingleton(settings);
        foreach ((Type type, object instance) in host.Further)
        {
            services.AddSingleton(type, instance);
        }

        services.AddOptions();

        string[] permitted = [.. manifest.Permissions.Where(permission => permission.Kind == PluginPermissionKind.Network).SelectMany(permission => permission.Names)];
        // This also brings a meter factory of the plugin's own, whose meters end with it.
        services.AddHttpClient(Options.DefaultName)
            .ConfigureHttpClient(client => client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue(manifest.Id.Value, manifest.Version)))
            // Singletons keep their client for good, so connections are what is renewed, to follow changes of names.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // A redirect followed below the check could lead anywhere; a plugin that expects one follows it itself.
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false })
            .AddHttpMessageHandler(() => new PermittedHostsHandler(manifest.Id, permitted));
        return services;
    }
}
