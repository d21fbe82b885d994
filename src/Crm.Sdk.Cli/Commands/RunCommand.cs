using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Hosting;
using Crm.Sdk.Notifications;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary>
/// <c>crm run</c>: the host with its schedules, until it is stopped. They are the delivery of the outbox, what falls due in loyalty programmes, the upkeep of archives where the settings file has <c>Crm:Upkeep</c>, and the schedules
/// under <c>Crm:Schedules</c>.
/// </summary>
internal static class RunCommand
{
    public static Command Make(CommandFrame frame) => frame.Make("run", "Run the host with its schedules until Ctrl-C or SIGTERM: deliver messages and do what falls due in loyalty programmes, keep archives and run schedules where the settings say when", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        using var totals = new OutboxTotals();
        OutboxHostOptions options;
        bool keepsLoyalty;
        string[] schedules;
        TimeProvider time;
        long begun;
        await using (ToolHost host = await ToolHost.StartAsync(call, cancellationToken, schedules: crm => Schedule(crm, call.Settings)).ConfigureAwait(false))
        {
            options = host.Get<IOptions<OutboxHostOptions>>().Value;
            keepsLoyalty = host.Get<IOptions<LoyaltyHostOptions>>().Value.Enabled;
            schedules = Named(host.Get<IOptions<ScheduleHostOptions>>().Value);
            time = host.Get<TimeProvider>();
            begun = time.GetTimestamp();
            Say(call.Settings.Json ? call.Output.Progress : call.Output.People, host, options, schedules); // with --json the answer is one document, written at the end
            await host.UntilStoppedAsync(cancellationToken).ConfigureAwait(false);
        }

        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteStartArray("schedules");
                if (options.Enabled)
                {
                    json.WriteStringValue("outbox");
                }

                if (keepsLoyalty)
                {
                    json.WriteStringValue("loyalty");
                }

                if (Keeps(call.Settings))
                {
                    json.WriteStringValue("upkeep");
                }

                foreach (string schedule in schedules)
                {
                    json.WriteStringValue(schedule);
                }

                json.WriteEndArray();
                json.WriteStartArray("tenants");
                foreach (string tenant in options.Tenants)
                {
                    json.WriteStringValue(tenant);
                }

                json.WriteEndArray();
                json.WriteNumber("sent", totals.Sent);
                json.WriteNumber("failed", totals.Failed);
                json.WriteNumber("deadLettered", totals.DeadLettered);
                json.WriteNumber("elapsedMs", (long)time.GetElapsedTime(begun).TotalMilliseconds);
            },
            people => people.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"Stopped. {totals.Sent:N0} sent, {totals.Failed:N0} attempts failed, {totals.DeadLettered:N0} given up.")).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void Schedule(ICrmBuilder crm, ToolSettings settings)
    {
        crm.DispatchOutbox(outbox =>
        {
            outbox.Actor = settings.Scope.Actor.Value;
            Fit(outbox.Tenants, settings);
        });
        crm.KeepLoyalty(loyalty => Fit(loyalty.Tenants, settings));
        crm.RunSchedules(schedules => Fit(schedules.Tenants, settings));
        if (Keeps(settings))
        {
            crm.KeepArchives(upkeep => Fit(upkeep.Tenants, settings));
        }
    }

    private static string[] Named(ScheduleHostOptions options) =>
        options.Enabled ? [.. options.Schedules.Where(static entry => entry.Value.Enabled).Select(static entry => entry.Key).Order(StringComparer.Ordinal)] : [];

    /// <summary>Archives are kept where the settings file says how.</summary>
    private static bool Keeps(ToolSettings settings) => settings.Configuration.GetSection(UpkeepHostOptions.Section) is var section && section.Exists() && section.GetValue("Enabled", defaultValue: true);

    /// <summary>The tenant of the call is the one, unless it names none and the settings file names some.</summary>
    private static void Fit(IList<string> tenants, ToolSettings settings)
    {
        if (tenants.Count == 0 || settings.Scope.Tenant != TenantId.Default)
        {
            tenants.Clear();
            tenants.Add(settings.Scope.Tenant.Value);
        }
    }

    private static void Say(IAnsiConsole console, ToolHost host, OutboxHostOptions options, string[] schedules)
    {
        string[] channels = [.. host.Get<IExtensions>().All<INotificationChannel>().Where(static channel => channel.Instance.Descriptor.Audience != Audience.None).Select(static channel => channel.Name).Order(StringComparer.Ordinal)]; // those that are set up
        TimeSpan every = host.Get<DispatchOptions>().PollInterval;
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            options.Enabled
                ? (FormattableString)$"Running until Ctrl-C or SIGTERM: outbox of {ConsoleText.Line(string.Join(", ", options.Tenants))}, looked at every {every.TotalSeconds:0.##} s, through {ConsoleText.Line(string.Join(", ", channels))}."
                : $"Running until Ctrl-C or SIGTERM: no messages, since {OutboxHostOptions.Section}:{nameof(OutboxHostOptions.Enabled)} is false.");
        if (schedules.Length > 0)
        {
            console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Schedules: {ConsoleText.Line(string.Join(", ", schedules))}.");
        }
    }
}
