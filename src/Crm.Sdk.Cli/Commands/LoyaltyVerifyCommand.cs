using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty verify</c>: does every transaction of the points ledger again and checks its invariants.</summary>
internal static class LoyaltyVerifyCommand
{
    public static Command Make(CommandFrame frame) => frame.Make("verify", "Check every invariant of the points ledger by doing all its transactions again", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        LedgerVerification found = await call.Output.Progress.WithStatusAsync(
            "Verifying points", status => host.Get<PointsVerifier>().VerifyAsync(call.Settings.Scope, new LineProgress(status, "accounts"), cancellationToken)).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "points.title", call.Settings.Culture);
        await call.Output.FlatAsync(
            titles.Record(
                "ledger",
                ["balanced", "accounts#", "postings#", "outstanding#", "debt#", "problemCount#"],
                [found.IsBalanced, found.Accounts, found.Postings, found.Outstanding, found.Debt, found.ProblemCount]),
            titles.Rows("problems", ["invariant", "account", "detail"], found.Problems.Select(static problem => (object?[])[problem.Invariant, problem.Account.ToString(), problem.Detail]))).ConfigureAwait(false);
        return found.IsBalanced ? ExitCode.Done : ExitCode.Failed;
    }
}
