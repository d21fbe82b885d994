using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty tiers</c>: how many members are in which tier, and what a review decides.</summary>
internal sealed class LoyaltyTiersCommand
{
    private readonly Option<string> _programme = LoyaltyOptions.Programme();
    private readonly Option<bool> _review = new("--review") { Description = "Keep what is decided; without it, it is shown only" };

    public Command Make(CommandFrame frame) => frame.Make("tiers", "Show how many members are in which tier as of --as-of, and which moves are due; with --review decide them", RunAsync, _programme, _review);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        bool isKept = call.Parse.GetValue(_review);
        string programme = call.Parse.GetRequiredValue(_programme);
        TierReport report = await call.Output.Progress.WithStatusAsync(
            "Reviewing tiers",
            status => host.Get<TierDesk>().ReviewAsync(call.Settings.Scope, programme, call.Settings.AsOf(host.Get<IClock>()).Instant, isKept, new LineProgress(status, "customers"), cancellationToken)).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "programme.title", call.Settings.Culture);
        await call.Output.FlatAsync(
            titles.Record("review", ["programme", "members#", "kept"], [programme, report.Members, isKept]),
            titles.Rows("tiers", ["tier", "members#"], report.Tiers.Select(static tier => (object?[])[tier.Tier, tier.Members])),
            titles.Rows("moves", ["move", "from", "to", "members#"], report.Moves.Select(move => (object?[])[MoveOf(move.Move), move.From, move.To, move.Members]))).ConfigureAwait(false);
        return ExitCode.Done;

        string MoveOf(TierMove move)
        {
            string code = move switch { TierMove.Up => "up", TierMove.Down => "down", TierMove.Renewed => "renewed", TierMove.Invited => "invited", _ => "invitation-ended" };
            return call.Settings.Json ? code : titles.Of($"move-{code}");
        }
    }
}
