using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty upkeep</c>: does once what <c>crm run</c> does all the time.</summary>
internal static class LoyaltyUpkeepCommand
{
    public static Command Make(CommandFrame frame) => frame.Make("upkeep", "Do what falls due: points mature and lapse, holds and reservations run out, referrals are rewarded", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using LoyaltyDesk desk = await LoyaltyDesk.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        LoyaltyUpkeepReport report = await call.Output.Progress.WithStatusAsync("Keeping programmes", _ => desk.Host.Get<LoyaltyUpkeep>().RunAsync(call.Settings.Scope, cancellationToken)).ConfigureAwait(false);
        await call.Output.FlatAsync(
            desk.Titles.Record("upkeep", ["accounts#", "reservations#", "referrals#", "failed#"], [report.Accounts, report.Reservations, report.Referrals, report.Failures.Count]),
            desk.Titles.Rows("failures", ["record", "code", "message"], report.Failures.Select(static failure => (object?[])[failure.Record.ToString(), failure.Error.Code, failure.Error.Message]))).ConfigureAwait(false);
        return report.Failures.IsEmpty ? ExitCode.Done : ExitCode.SomeRejected;
    }
}
