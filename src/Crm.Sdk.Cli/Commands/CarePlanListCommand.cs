using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care plan list</c>: the latest versions of all care plans.</summary>
internal static class CarePlanListCommand
{
    private static readonly Column[] Columns = [new("name"), new("version", IsNumber: true), new("active"), new("trigger"), new("priority", IsNumber: true)];

    public static Command Make(CommandFrame frame) => frame.MakeRows("list", "List the latest versions of all care plans", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SavedCarePlan> plans = await host.Get<CarePlanner>().Plans.ListAsync(call.Settings.Scope, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("care plans", Columns, plans.Select(static saved => (Saved: saved, Plan: saved.ToPlan())).Select(static each => new object?[]
        {
            each.Saved.Name, (long)each.Saved.Version, each.Plan.IsActive, each.Plan.Trigger.Type, (long)each.Plan.Priority,
        }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
