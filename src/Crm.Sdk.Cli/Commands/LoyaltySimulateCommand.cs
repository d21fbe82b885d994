using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty simulate</c>: tries a programme on past orders.</summary>
internal sealed class LoyaltySimulateCommand
{
    private readonly Option<string> _programme = new("--programme") { Description = "A JSON file with the programme", Required = true };
    private readonly Option<string> _from = new("--from") { Description = "The first day of orders, such as 2025-01-01", Required = true };
    private readonly Option<string> _until = new("--until") { Description = "The last day", Required = true };
    private readonly Option<decimal> _value = new("--point-value") { Description = "What a point is worth, in units of --currency", DefaultValueFactory = static _ => 0.01m };
    private readonly Option<string> _currency = new("--currency") { Description = "The currency of the value", DefaultValueFactory = static _ => "CNY" };
    private readonly Option<decimal?> _redeemed = new("--redeemed") { Description = "The share of points that members redeem, 0 to 1 [default: none]" };

    public Command Make(CommandFrame frame) => frame.Make("simulate", "Try a programme on past orders and write nothing: points by rule and month, cost, liability, members by tier", RunAsync, _programme, _from, _until, _value, _currency, _redeemed);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LoyaltyProgramme programme = await LoyaltyOptions.ReadAsync(call.Parse.GetRequiredValue(_programme), "--programme", cancellationToken).ConfigureAwait(false);
        var assumptions = new SimulationAssumptions { PointValue = call.Parse.GetValue(_value), Currency = Currency.Parse(call.Parse.GetRequiredValue(_currency)), RedeemedShare = call.Parse.GetValue(_redeemed) };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        SimulationReport report = await call.Output.Progress.WithStatusAsync(
            "Simulating",
            status => host.Get<LoyaltySimulator>().RunAsync(
                call.Settings.Scope,
                programme,
                DayText.Of(call.Parse.GetRequiredValue(_from), "--from"),
                DayText.Of(call.Parse.GetRequiredValue(_until), "--until"),
                assumptions,
                new LineProgress(status, "documents"),
                cancellationToken)).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "programme.title", call.Settings.Culture);
        await call.Output.FlatAsync(
            titles.Record(
                "simulation",
                ["from", "until", "members#", "documents#", "earned#", "takenBack#", "redeemed#", "lapsed#", "outstanding#", "cost#", "liability#", "reasons"],
                [
                    report.From, report.Until, report.Members, report.Documents, report.Earned, report.TakenBack, report.Redeemed, report.Lapsed, report.Outstanding, report.Cost, report.Liability, report.LeftOut.ToArray(),
                ]),
            titles.Rows("rules", ["rule", "documents#", "earned#", "takenBack#", "cost#"], report.Rules.Select(static rule => (object?[])[rule.Rule, rule.Documents, rule.Earned, rule.TakenBack, rule.Cost])),
            titles.Rows("months", ["month", "earned#", "takenBack#"], report.Months.Select(static month => (object?[])[month.First, month.Earned, month.TakenBack])),
            titles.Rows("tiers", ["tier", "members#"], report.Tiers.Select(static tier => (object?[])[tier.Tier, tier.Members])),
            titles.Rows("distribution", ["fromPoints#", "toPoints#", "members#", "points#"], report.Distribution.Select(static band => (object?[])[band.From, band.To, band.Members, band.Points]))).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
