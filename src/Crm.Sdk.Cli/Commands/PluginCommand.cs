using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Plugins;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm plugin list</c>: what has become of each plugin.</summary>
internal static class PluginCommand
{
    private static readonly Column[] Columns = [new("id"), new("version"), new("state"), new("contributions"), new("health"), new("code"), new("reason")];

    public static Command Make(CommandFrame frame) => CommandFrame.Group("plugin", "Plugins", frame.MakeRows("list", "List the plugins and their state", ListAsync));

    private static async Task<int> ListAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        PluginLoadReport report = host.Get<PluginHost>().Report;
        await call.Output.RowsAsync("plugins", Columns, Rows(report).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static IEnumerable<object?[]> Rows(PluginLoadReport report) => report.Plugins.Select(static plugin => new object?[]
    {
        plugin.Id?.ToString() ?? plugin.Origin,
        plugin.Version,
        StateName(plugin.State),
        string.Join(' ', plugin.Contributions),
        plugin.Health.Status.ToString(),
        plugin.Code,
        plugin.Reason,
    });

    private static string StateName(PluginState state)
    {
        string name = state.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
