using Crm.Sdk;
using Crm.Sdk.Customers;
using Crm.Sdk.Hosting;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a host adds to the core beside plugins.</summary>
public static class CrmBuilderExtensions
{
    /// <summary>Declares attributes of customers, beside the built-in ones and those of plugins.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="attributes">The attributes.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddAttributes(this ICrmBuilder crm, params ReadOnlySpan<AttributeDefinition> attributes)
    {
        ArgumentNullException.ThrowIfNull(crm);
        foreach (AttributeDefinition attribute in attributes)
        {
            attribute.Validate();
            crm.Services.AddSingleton(attribute);
        }

        return crm;
    }

    /// <summary>Gives the host one more extension point, to which plugins can then contribute. Its contributions are found by <see cref="IExtensions"/>.</summary>
    /// <param name="crm">The builder.</param>
    /// <param name="point">The point; the assembly that holds its contract is shared with plugins.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddExtensionPoint(this ICrmBuilder crm, ExtensionPoint point)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(point);
        crm.Services.AddSingleton(point);
        return crm;
    }

    /// <summary>
    /// Lets this host deliver the outbox as long as it runs. Without this call a host only puts messages in: a command line, or a second program on the same store, sends
    /// nothing by accident. Called again, it does nothing but <paramref name="configure"/>.
    /// </summary>
    /// <remarks>
    /// Settings are under <c>Crm:Dispatch</c>: see <see cref="OutboxHostOptions"/> and <see cref="DispatchOptions"/>. Several hosts may deliver one outbox. The health check
    /// <c>outbox</c> tells how it goes; meter and activity source are named <c>Crm.Sdk.Outbox</c>. When the host stops, nothing new is sent, and what is in flight ends within
    /// <see cref="DispatchOptions.StopGrace"/>, or earlier where the host's own timeout is shorter.
    /// </remarks>
    /// <param name="crm">The builder.</param>
    /// <param name="configure">Settings that stand above the configuration's; may be null.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder DispatchOutbox(this ICrmBuilder crm, Action<OutboxHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        IServiceCollection services = crm.Services;
        if (!services.Any(static service => service.ServiceType == typeof(OutboxMonitor)))
        {
            services.AddSingleton<OutboxMonitor>();
            services.AddOptions<OutboxHostOptions>()
                .Configure<IServiceProvider>(static (options, host) => host.GetService<IConfiguration>()?.GetSection(OutboxHostOptions.Section).Bind(options))
                .ValidateOnStart();
            services.AddSingleton<IValidateOptions<OutboxHostOptions>, OutboxHostOptionsValidator>();
            services.AddHostedService<OutboxService>();
            services.AddHostedService<OutboxGauges>();
            services.AddHealthChecks().AddCheck<OutboxHealthCheck>(OutboxHealthCheck.Name, tags: ["crm"]);
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return crm;
    }

    /// <summary>
    /// Lets this host keep archives in order by a schedule: standardise values, put idle prospects away, have stale contact points verified, empty the recycle bin, count duplicates. Called again, it does nothing but
    /// <paramref name="configure"/>.
    /// </summary>
    /// <remarks>Settings are under <c>Crm:Upkeep</c>: see <see cref="UpkeepHostOptions"/>. Each upkeep is told in the log. When the host stops, an upkeep ends after the commit it is in.</remarks>
    /// <param name="crm">The builder.</param>
    /// <param name="configure">Settings that stand above the configuration's; may be null.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder KeepArchives(this ICrmBuilder crm, Action<UpkeepHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        IServiceCollection services = crm.Services;
        if (!services.Any(static service => service.ImplementationType == typeof(UpkeepService)))
        {
            services.AddUpkeepOptions();
            services.TryAddSingleton<ArchiveKeeping>();
            services.AddHostedService<UpkeepService>();
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return crm;
    }

    /// <summary>
    /// Lets this host do what falls due in loyalty programmes: points become spendable and lapse, holds and reservations run out, referrals are rewarded once their return period is over. Called again, it does nothing but
    /// <paramref name="configure"/>.
    /// </summary>
    /// <remarks>Settings are under <c>Crm:Loyalty</c>: see <see cref="LoyaltyHostOptions"/>. Several hosts may do it at once. When the host stops, it ends after the commit it is in.</remarks>
    /// <param name="crm">The builder.</param>
    /// <param name="configure">Settings that stand above the configuration's; may be null.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder KeepLoyalty(this ICrmBuilder crm, Action<LoyaltyHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        IServiceCollection services = crm.Services;
        if (!services.Any(static service => service.ImplementationType == typeof(LoyaltyService)))
        {
            services.AddOptions<LoyaltyHostOptions>()
                .Configure<IServiceProvider>(static (options, host) => host.GetService<IConfiguration>()?.GetSection(LoyaltyHostOptions.Section).Bind(options))
                .ValidateOnStart();
            services.AddSingleton<IValidateOptions<LoyaltyHostOptions>, LoyaltyHostOptionsValidator>();
            services.AddHostedService<LoyaltyService>();
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return crm;
    }

    /// <summary>The settings of the upkeep of archives, which its own times and the job of schedules share; added once.</summary>
    internal static void AddUpkeepOptions(this IServiceCollection services)
    {
        if (!services.Any(static service => service.ServiceType == typeof(IValidateOptions<UpkeepHostOptions>)))
        {
            services.AddOptions<UpkeepHostOptions>()
                .Configure<IServiceProvider>(static (options, host) => host.GetService<IConfiguration>()?.GetSection(UpkeepHostOptions.Section).Bind(options))
                .ValidateOnStart();
            services.AddSingleton<IValidateOptions<UpkeepHostOptions>, UpkeepHostOptionsValidator>();
        }
    }
}
