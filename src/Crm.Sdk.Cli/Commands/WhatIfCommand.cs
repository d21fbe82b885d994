using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm what-if</c>: who would have another label by other settings of the rules; nothing is stored.</summary>
internal sealed class WhatIfCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Matrix = [new("dimension"), new("from"), new("to"), new("customers", IsNumber: true)];
    private static readonly Column[] Customers = [new("customer"), new("dimension"), new("from"), new("to")];

    private readonly Option<string> _options = new("--options") { Description = "A JSON settings file that is laid over the settings in use, for example with other edges of a rule", Required = true };
    private readonly Option<bool> _list = new("--list") { Description = "List the customers who move, not how many there are" };

    public Command Make(CommandFrame frame) => frame.MakeRows("what-if", "Show who would have another label by other settings of the rules; stores nothing", RunAsync, _options, _list);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CommandContext changed = call with { Settings = call.Settings.Under(call.Parse.GetRequiredValue(_options), "--options") };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ToolHost other = await ToolHost.StartAsync(changed, cancellationToken).ConfigureAwait(false);
        WhatIfResult result = await host.Get<IClassifier>()
            .WhatIfAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), other.Get<IExtensions>(), cancellationToken).ConfigureAwait(false);
        foreach (string problem in result.Problems)
        {
            call.Output.Note(problem);
        }

        if (call.Parse.GetValue(_list))
        {
            await call.Output.RowsAsync("customers who move", Customers, RowsAsync(host, call.Settings.Scope, result, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await call.Output.RowsAsync(
                $"what if, {result.Customers:N0} customers",
                Matrix,
                result.Matrix.Select(static move => (object?[])[move.Dimension, move.From, move.To, move.Customers]).ToAsyncEnumerable(),
                cancellationToken).ConfigureAwait(false);
        }

        return result.Problems.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CrmScope scope, WhatIfResult result, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (CustomerMove[] moves in result.Moves().Chunk(CustomersPerRead))
        {
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, scope, moves.Select(static move => move.Customer), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < moves.Length; i++)
            {
                yield return [keys[i], moves[i].Dimension, moves[i].From, moves[i].To];
            }
        }
    }
}
