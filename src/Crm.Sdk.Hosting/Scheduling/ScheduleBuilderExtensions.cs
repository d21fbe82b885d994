using Crm.Sdk;
using Crm.Sdk.Hosting;
using Crm.Sdk.Scheduling;
using Crm.Sdk.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Schedules of a host.</summary>
public static class ScheduleBuilderExtensions
{
    /// <summary>
    /// Lets this host run jobs by schedules: care plans, classification, what falls due in loyalty programmes, the upkeep of archives, and jobs of its own. Called again, it does nothing but <paramref name="configure"/>.
    /// </summary>
    /// <remarks>
    /// Schedules are under <c>Crm:Schedules:NAME</c> (<see cref="ScheduleOptions"/>), what holds for all under <c>Crm:Scheduling</c> (<see cref="ScheduleHostOptions"/>). Several hosts may run the same: each occurrence runs on one. When the
    /// host stops, a job ends after the commit it is in, and its occurrence is run again.
    /// </remarks>
    /// <param name="crm">The builder.</param>
    /// <param name="configure">Settings that stand above the configuration's; may be null.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder RunSchedules(this ICrmBuilder crm, Action<ScheduleHostOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(crm);
        IServiceCollection services = crm.Services;
        if (!services.Any(static service => service.ImplementationType == typeof(ScheduleService)))
        {
            services.AddOptions<ScheduleHostOptions>().Configure<IServiceProvider>(static (options, host) => Read(options, host.GetService<IConfiguration>())).ValidateOnStart();
            services.AddSingleton<IValidateOptions<ScheduleHostOptions>, ScheduleHostOptionsValidator>();
            services.AddUpkeepOptions();
            services.TryAddSingleton<ArchiveKeeping>();
            services.TryAddSingleton<ScheduledJobs>();
            services.TryAddSingleton(static host => new ScheduleRunner(
                host.GetRequiredService<ICrm>(),
                host.GetRequiredService<ICrmStore>(),
                host.GetRequiredService<IClock>(),
                host.GetRequiredService<TimeProvider>(),
                Duration.FromTimeSpan(host.GetRequiredService<IOptions<ScheduleHostOptions>>().Value.Lease)));
            foreach (Type job in (ReadOnlySpan<Type>)[typeof(CareJob), typeof(ClassifyJob), typeof(LoyaltyJob), typeof(ArchivesJob), typeof(CampaignsJob)])
            {
                services.Insert(0, ServiceDescriptor.Singleton(typeof(IScheduledJob), job)); // before the host's own, which may take their names
            }

            services.AddHostedService<ScheduleService>();
        }

        if (configure is not null)
        {
            services.Configure(configure);
        }

        return crm;
    }

    /// <summary>Gives schedules one more job.</summary>
    /// <typeparam name="TJob">The job, made once by the host's services after plugins have started.</typeparam>
    /// <param name="crm">The builder.</param>
    /// <returns>The builder.</returns>
    public static ICrmBuilder AddScheduledJob<TJob>(this ICrmBuilder crm)
        where TJob : class, IScheduledJob
    {
        ArgumentNullException.ThrowIfNull(crm);
        crm.Services.AddSingleton<IScheduledJob, TJob>();
        return crm;
    }

    private static void Read(ScheduleHostOptions options, IConfiguration? configuration)
    {
        configuration?.GetSection(ScheduleHostOptions.Section).Bind(options);
        foreach (IConfigurationSection section in configuration?.GetSection(ScheduleHostOptions.SchedulesSection).GetChildren() ?? [])
        {
            var schedule = new ScheduleOptions();
            section.Bind(schedule);
            options.Schedules[section.Key] = schedule;
        }
    }
}
