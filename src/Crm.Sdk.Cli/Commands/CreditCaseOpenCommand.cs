using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case open</c>: opens a credit case.</summary>
internal sealed class CreditCaseOpenCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Option<string> _limit = new("--limit") { Description = "The limit that is asked for", Required = true };
    private readonly Option<string> _currency = new("--currency") { Description = "Its currency, ISO 4217", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("open", "Open a credit case for a limit that a customer asks for", RunAsync, _id, _limit, _currency);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Money requested = CreditOrders.Amount(call.Parse.GetRequiredValue(_limit), call.Parse.GetRequiredValue(_currency), "--limit, --currency");
        return CreditCases.DoAsync(
            call,
            async (host, session) => host.Get<CreditCaseDesk>().Open(session, await CustomerLookup.FindAsync(host, call.Settings.Scope, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false), requested),
            cancellationToken);
    }
}
