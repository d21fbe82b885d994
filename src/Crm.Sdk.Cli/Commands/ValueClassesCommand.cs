using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value classes</c>: profit and the return on what was invested, by class.</summary>
internal sealed class ValueClassesCommand
{
    private static readonly Column[] Columns =
        [new("label"), new("customers", IsNumber: true), new("profit", IsNumber: true), new("share", IsNumber: true), new("invested", IsNumber: true), new("returnOnInvestment", IsNumber: true)];

    private readonly Option<string> _dimension = new("--dimension") { Description = "The dimension whose labels are the classes, such as value-tier", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("classes", "List profit and the return on what was invested, by class", RunAsync, _dimension);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string dimension = call.Parse.GetRequiredValue(_dimension);
        ValueList<ClassProfit> classes = await call.Output.Progress.WithStatusAsync("Reading orders and costs", _ => host.Get<CustomerProfitReader>().ByClassAsync(
            call.Settings.Scope, dimension, call.Settings.AsOf(host.Get<IClock>()), null, cancellationToken)).ConfigureAwait(false);
        decimal whole = classes.Sum(static one => one.Profit.Amount);
        await call.Output.RowsAsync(
            $"profit by {dimension}",
            Columns,
            classes.Select(one => new object?[] { one.Label, one.Customers, one.Profit, whole > 0 ? (double)(one.Profit.Amount / whole) : null, one.Invested, one.ReturnOnInvestment }).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
