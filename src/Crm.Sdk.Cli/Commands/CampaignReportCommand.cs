using System.CommandLine;
using Crm.Sdk.Campaigns;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm campaign report CODE</c>: each variant against the control group.</summary>
internal sealed class CampaignReportCommand
{
    private static readonly Column[] Columns =
    [
        new("variant"), new("members", IsNumber: true), new("reached", IsNumber: true), new("messages", IsNumber: true), new("responded", IsNumber: true), new("buyers", IsNumber: true), new("buyerShare", IsNumber: true),
        new("lift", IsNumber: true), new("liftLow", IsNumber: true), new("liftHigh", IsNumber: true), new("revenue", IsNumber: true), new("incremental", IsNumber: true), new("cost", IsNumber: true), new("return", IsNumber: true),
    ];

    private readonly Argument<string> _code = new("CODE") { Description = "The campaign's code" };

    public Command Make(CommandFrame frame) => frame.MakeRows("report", "Report what came of a campaign as of --as-of: the control group, then each variant", RunAsync, _code);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CampaignReport report = await host.Get<CampaignReader>().ReportAsync(call.Settings.Scope, call.Parse.GetRequiredValue(_code), call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("groups", Columns, report.Groups.Select(static group => new object?[]
        {
            group.Variant ?? "control", group.Members, group.Reached, group.Messages, group.Responded, group.Buyers, group.BuyerShare?.Value, group.Lift?.Value, group.Lift?.Low, group.Lift?.High, group.Revenue, group.Incremental, group.Cost, group.Return,
        }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
