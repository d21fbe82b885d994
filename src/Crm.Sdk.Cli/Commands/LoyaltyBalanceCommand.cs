using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty balance</c>: a member's points at an instant.</summary>
internal sealed class LoyaltyBalanceCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string> _programme = new("--programme") { Description = "The programme's code", DefaultValueFactory = static _ => LoyaltyProgramme.DefaultCode };
    private readonly Option<string> _wallet = new("--wallet") { Description = "The wallet's code", DefaultValueFactory = static _ => PointsWallet.Main };

    public Command Make(CommandFrame frame) => frame.Make("balance", "Show a member's points: available, pending, held, owed, and what lapses next", RunAsync, _id, _programme, _wallet);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        PointsBalance balance = await host.Get<PointsLedger>().BalanceAsync(
            session, customer, call.Settings.AsOf(host.Get<IClock>()).Instant, call.Parse.GetRequiredValue(_programme), call.Parse.GetRequiredValue(_wallet), cancellationToken).ConfigureAwait(false);
        await call.Output.FlatAsync(
            new BlockTitles(host.Get<CrmTexts>(), "points.title", call.Settings.Culture).Record(
                "balance",
                ["customer", "programme", "wallet", "at", "available#", "pending#", "held#", "debt#", "issued#", "redeemed#", "expired#", "nextExpiry", "nextExpiring#"],
                [
                    id, balance.Programme, balance.Wallet, balance.At, balance.Available, balance.Pending, balance.Held, balance.Debt, balance.Issued, balance.Redeemed, balance.Expired, balance.NextExpiry, balance.NextExpiring,
                ])).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
