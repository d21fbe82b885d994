using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm policy list</c>: all service policies, the one that comes first first.</summary>
internal static class PolicyListCommand
{
    private static readonly Column[] Columns =
    [
        new("dimension"), new("label"), new("precedence", IsNumber: true), new("owner"), new("team"), new("responseMinutes", IsNumber: true), new("discountPercent", IsNumber: true), new("offers"),
        new("priority", IsNumber: true), new("followUpDays", IsNumber: true), new("visitsPerYear", IsNumber: true), new("customisedProducts"), new("goal"),
    ];

    public static Command Make(CommandFrame frame) => frame.MakeRows("list", "List the service policies", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ServicePolicy> all = await host.Get<ServicePolicies>().AllAsync(call.Settings.Scope, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("service policies", Columns, all.Select(Row).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static object?[] Row(ServicePolicy policy) =>
    [
        policy.Dimension, policy.Label, policy.Precedence, policy.Owner, policy.Team, policy.ResponseMinutes, policy.DiscountMillionths / 10_000m, policy.Offers,
        policy.Priority, policy.FollowUpDays, policy.VisitsPerYear, policy.CustomisedProducts, policy.Goal is { } goal ? ServicePolicies.GoalCode(goal) : null,
    ];
}
