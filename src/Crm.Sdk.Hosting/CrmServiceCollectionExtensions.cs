using Crm.Sdk;
using Crm.Sdk.Hosting;
using Crm.Sdk.Hosting.Plugins;
using Crm.Sdk.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the customer relationship core to a host.</summary>
public static class CrmServiceCollectionExtensions
{
    /// <summary>Adds the customer relationship core. May be called several times; the calls add up.</summary>
    /// <remarks>
    /// Settings are read from the section <c>Crm</c> of the host's configuration (<see cref="CrmOptions"/>, <see cref="DispatchOptions"/>). Plugins are started before the host's other services
    /// are, and stopped after them; a hosted service must therefore ask for contributions when it is started, not when it is made.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Adds plugins and settings.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddCrm(this IServiceCollection services, Action<ICrmBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.FirstOrDefault(service => service.ServiceType == typeof(CrmSetup))?.ImplementationInstance is not CrmSetup setup)
        {
            setup = new CrmSetup();
            services.AddSingleton(setup);
            AddOptions(services);
            AddTime(services);
            services.AddPluginPlatform();
            services.AddCrmCore();
        }

        configure?.Invoke(new CrmBuilder(services, setup));
        return services;
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddOptions<CrmOptions>()
            .Configure<IServiceProvider>(static (options, host) => host.GetService<IConfiguration>()?.GetSection(CrmOptions.Section).Bind(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CrmOptions>, CrmOptionsValidator>());

        services.AddOptions<DispatchOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<DispatchOptions>, DispatchOptionsSetup>();
        services.AddSingleton<IPostConfigureOptions<DispatchOptions>, DispatchOptionsSetup>();
        services.AddSingleton<IValidateOptions<DispatchOptions>, DispatchOptionsSetup>();
    }

    private static void AddTime(IServiceCollection services)
    {
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);
    }
}
