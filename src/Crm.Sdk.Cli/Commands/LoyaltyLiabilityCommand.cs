using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty liability</c>: what is owed to members in points, when it lapses, how the months tie out, and how much is expected to lapse (LO-3).</summary>
internal sealed class LoyaltyLiabilityCommand
{
    private const string ByWallet = "wallet", ByExpiry = "expiry", ByMonth = "month", ByAge = "age";

    private readonly Option<string> _by = new Option<string>("--by") { Description = "wallet: in all; expiry: by the month in which points lapse; month: opening, issued, redeemed, expired, closing; age: the run-off behind the breakage", DefaultValueFactory = static _ => ByWallet }
        .AcceptOnlyFromAmong(ByWallet, ByExpiry, ByMonth, ByAge);

    private readonly Option<string?> _programme = new("--programme") { Description = "Only this programme" };
    private readonly Option<string?> _wallet = new("--wallet") { Description = "Only wallets of this code" };
    private readonly Option<string?> _cost = new("--point-cost") { Description = "What a point costs when it is redeemed, such as '0.008 CNY'; without it there is no value" };

    public Command Make(CommandFrame frame) => frame.MakeRows("liability", "Show the points that members may still redeem, when they lapse, and that the months tie out", RunAsync, _by, _programme, _wallet, _cost);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var request = new LiabilityRequest
        {
            At = call.Settings.AsOf(host.Get<IClock>()).Instant,
            Programme = call.Parse.GetValue(_programme),
            Wallet = call.Parse.GetValue(_wallet),
            PointCost = LoyaltyAmounts.Price(call.Parse.GetValue(_cost), "--point-cost"),
        };
        PointsLiability liability = await call.Output.Progress.WithStatusAsync(
            "Reading points", status => host.Get<PointsLiabilityReader>().ReadAsync(call.Settings.Scope, request, new LineProgress(status, "accounts"), cancellationToken)).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "liability.title", call.Settings.Culture);
        (string[] columns, IEnumerable<object?[]> rows) = call.Parse.GetRequiredValue(_by) switch
        {
            ByExpiry => Expiry(liability),
            ByMonth => Months(liability),
            ByAge => Ages(liability),
            _ => Wallets(liability, reason => reason is null ? null : new Coded(reason, BreakageReasons.List.TitleOf(reason, call.Settings.Culture))),
        };
        await call.Output.RowsAsync(
            titles.Of("liability"),
            [.. columns.Select(column => new Column(column.TrimEnd('#'), IsNumber: column.EndsWith('#'), Title: titles.Of(column.TrimEnd('#'))))],
            rows.ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        return liability.IsTied ? ExitCode.Done : ExitCode.Failed;
    }

    private static (string[] Columns, IEnumerable<object?[]> Rows) Wallets(PointsLiability liability, Func<string?, Coded?> titleOf) => (
        ["programme", "wallet", "available#", "pending#", "held#", "outstanding#", "owed#", "net#", "balances#", "tied", "value#", "breakage#", "breakageRate#", "open#", "expectedValue#", "reason"],
        liability.Wallets.Select(wallet => (object?[])
        [
            wallet.Programme, wallet.Wallet, wallet.Available, wallet.Pending, wallet.Held, wallet.Outstanding, wallet.Owed, wallet.Net, wallet.Balances, wallet.IsTied, wallet.Value, wallet.Breakage.Lapsed,
            wallet.Breakage.Rate, wallet.Breakage.Open, wallet.ExpectedValue, titleOf(wallet.Breakage.Reason),
        ]));

    private static (string[] Columns, IEnumerable<object?[]> Rows) Expiry(PointsLiability liability) => (
        ["programme", "wallet", "month", "available#", "pending#", "held#", "outstanding#"],
        liability.Wallets.SelectMany(static wallet => wallet.ByExpiry.Select(part => (object?[])
            [wallet.Programme, wallet.Wallet, LoyaltyAmounts.Text(part.Month), part.Available, part.Pending, part.Held, part.Outstanding])));

    private static (string[] Columns, IEnumerable<object?[]> Rows) Months(PointsLiability liability) => (
        ["programme", "wallet", "month", "opening#", "issued#", "redeemed#", "expired#", "adjusted#", "transferred#", "closing#", "difference#"],
        liability.Wallets.SelectMany(static wallet => wallet.Months.Select(month => (object?[])
        [
            wallet.Programme, wallet.Wallet, LoyaltyAmounts.Text(month.Month), month.Opening, month.Issued, month.Redeemed, month.Expired, month.Adjusted, month.Transferred, month.Closing, month.Difference,
        ])));

    private static (string[] Columns, IEnumerable<object?[]> Rows) Ages(PointsLiability liability) => (
        ["programme", "wallet", "age#", "cohorts#", "points#", "redeemed#", "lapsed#"],
        liability.Wallets.SelectMany(static wallet => wallet.Breakage.Ages.Select(age => (object?[])
            [wallet.Programme, wallet.Wallet, age.Age, age.Cohorts, age.Points, age.Redeemed, age.Lapsed])));
}
