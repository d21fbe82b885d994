using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty run</c>: settles orders, returns and events that were not settled yet.</summary>
internal sealed class LoyaltyRunCommand
{
    private readonly Option<string> _programme = LoyaltyOptions.Programme();

    public Command Make(CommandFrame frame) => frame.Make("run", "Let members earn for orders, returns and events up to --as-of that were not settled yet; again it adds nothing", RunAsync, _programme);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        EarningReport report = await call.Output.Progress.WithStatusAsync(
            "Settling documents",
            status => host.Get<EarningDesk>().RunAsync(
                call.Settings.Scope, call.Parse.GetRequiredValue(_programme), call.Settings.AsOf(host.Get<IClock>()).Instant, new LineProgress(status, "documents"), cancellationToken)).ConfigureAwait(false);
        await call.Output.FlatAsync(
            new BlockTitles(host.Get<CrmTexts>(), "programme.title", call.Settings.Culture).Record(
                "run",
                ["members#", "documents#", "settled#", "earned#", "takenBack#", "waiting#", "returnsOfNothing#", "tierDecisions#", "reasons"],
                [report.Members, report.Documents, report.Settled, report.Earned, report.TakenBack, report.Waiting, report.ReturnsOfNothing, report.TierDecisions, report.Reasons.ToArray()])).ConfigureAwait(false);
        return report.Waiting > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }
}
