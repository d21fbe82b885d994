using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty matrix</c>: how many customers are in which cell of attitude and behaviour, and of which type.</summary>
internal static class LoyaltyMatrixCommand
{
    private static readonly Column[] Columns = [new("cell"), new("type"), new("customers", IsNumber: true), new("meanIndex", IsNumber: true), new("meanConfidence", IsNumber: true)];

    public static Command Make(CommandFrame frame) => frame.MakeRows("matrix", "Show how many customers are in which cell of attitude and behaviour, and of which type", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<LoyaltyShare> shares = await host.Get<LoyaltyProfile>().ReadAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()).Date, cancellationToken).ConfigureAwait(false);
        var blocks = new LoyaltyBlocks(host, call.Settings);
        await call.Output.RowsAsync(
            blocks.Title("cell"),
            Columns,
            shares.Select(share => (object?[])[Of(LoyaltyCells.List, share.Cell), Of(LoyaltyTypes.List, share.Type), share.Customers, share.MeanIndex, share.MeanConfidence]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;

        string? Of(CodeList list, string? code) => call.Settings.Json || call.Settings.Out is not null ? code : blocks.Of(list, code).Text;
    }
}
