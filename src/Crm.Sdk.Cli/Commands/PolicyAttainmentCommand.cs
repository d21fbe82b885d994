using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm policy attainment</c>: which part of each class reached its goal.</summary>
internal sealed class PolicyAttainmentCommand
{
    private static readonly Column[] Columns = [new("dimension"), new("label"), new("goal"), new("customers", IsNumber: true), new("reached", IsNumber: true), new("share", IsNumber: true)];

    private readonly Option<string> _from = new("--from") { Description = "The earlier day, for example 2026-01-31: whoever had the label as of its end is counted", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("attainment", "Show which part of the customers that had a label then have reached the goal of its policy now", RunAsync, _from);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string text = call.Parse.GetRequiredValue(_from);
        LocalDate from = DayText.Of(text, "--from");
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        Instant since = AsOf.EndOf(from, call.Settings.AsOf(host.Get<IClock>()).Zone).Instant;
        IReadOnlyList<GoalAttainment> figures = await host.Get<ServicePolicies>().AttainmentAsync(call.Settings.Scope, since, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync(
            $"goals since {text}",
            Columns,
            figures.Select(static figure => (object?[])[figure.Dimension, figure.Label, ServicePolicies.GoalCode(figure.Goal), figure.Customers, figure.Reached, figure.Share]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
