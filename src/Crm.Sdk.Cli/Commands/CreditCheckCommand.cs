using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit check</c>: advises on an order that a customer would place.</summary>
internal sealed class CreditCheckCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Option<string> _amount = new("--amount") { Description = "The order's gross amount, such as 4500.00", Required = true };
    private readonly Option<string> _currency = new("--currency") { Description = "Its currency, ISO 4217", Required = true };
    private readonly Option<string?> _rules = new("--rules") { Description = "A JSON file with the rules; the built-in ones where left out" };

    public Command Make(CommandFrame frame) => frame.Make("check", "Advise on an order against the customer's credit; exit code 4 when it would not be approved", RunAsync, _id, _amount, _currency, _rules);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Money amount = CreditOrders.Amount(call.Parse.GetRequiredValue(_amount), call.Parse.GetRequiredValue(_currency), "--amount, --currency");
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await CreditOrders.UseRulesAsync(host, call.Parse.GetValue(_rules), cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CheckedOrder check = await host.Get<OrderCreditDesk>().CheckAsync(session, customer, amount, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        return await CreditOrders.WriteAsync(call, host, id, check).ConfigureAwait(false);
    }
}
