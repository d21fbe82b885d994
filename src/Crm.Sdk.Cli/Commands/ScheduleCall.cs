using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Hosting;
using Crm.Sdk.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What commands on schedules share: a host that knows the schedules of the settings file and runs none, and the name of one.</summary>
internal static class ScheduleCall
{
    public static Argument<string> Name { get; } = new("NAME") { Description = "The schedule's name, the section's under Crm:Schedules" };

    public static Task<ToolHost> StartAsync(CommandContext call, CancellationToken cancellationToken) =>
        ToolHost.StartAsync(call, cancellationToken, schedules: static crm => crm.RunSchedules(static options => options.Enabled = false));

    public static IEnumerable<Schedule> All(ToolHost host) => host.Get<IOptions<ScheduleHostOptions>>().Value.Schedules
        .OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => entry.Value.ToSchedule(entry.Key));

    /// <summary>The schedule that the call names.</summary>
    /// <exception cref="CrmException">CRM6701: the settings have none of that name.</exception>
    public static Schedule Named(CommandContext call, ToolHost host)
    {
        string name = call.Parse.GetRequiredValue(Name);
        Schedule[] all = [.. All(host)];
        return Array.Find(all, schedule => schedule.Name == name) ?? throw new CrmException(
            ScheduleErrorCodes.UnknownSchedule,
            $"There is no schedule '{name}' under {ScheduleHostOptions.SchedulesSection}; there {(all.Length == 0 ? "are none" : $"are {string.Join(", ", all.Select(static schedule => schedule.Name))}")}. Name the settings file with --config.");
    }
}
