using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit submit</c>: decides on an order and reserves credit for it.</summary>
internal sealed class CreditSubmitCommand
{
    /// <summary>How often an order is looked at again because others reserved meanwhile.</summary>
    private const int Attempts = 20;

    private readonly Argument<string> _order = new("ORDER") { Description = "The order's key or id" };
    private readonly Option<int?> _termDays = new("--term-days") { Description = "The credit period that the order asks for; the agreed one where left out" };
    private readonly Option<string?> _rules = new("--rules") { Description = "A JSON file with the rules; the built-in ones where left out" };

    public Command Make(CommandFrame frame) => frame.Make("submit", "Decide on an order and reserve credit for it; exit code 4 when it is not approved", RunAsync, _order, _termDays, _rules);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await CreditOrders.UseRulesAsync(host, call.Parse.GetValue(_rules), cancellationToken).ConfigureAwait(false);
        string order = call.Parse.GetRequiredValue(_order);
        for (int attempt = 1; ; attempt++)
        {
            await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            CheckedOrder check = await host.Get<OrderCreditDesk>().SubmitAsync(
                session,
                await CreditOrders.FindAsync(session, order, cancellationToken).ConfigureAwait(false),
                call.Parse.GetValue(_termDays),
                call.Settings.AsOf(host.Get<IClock>()),
                cancellationToken).ConfigureAwait(false);
            try
            {
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CrmConflictException) when (attempt < Attempts)
            {
                continue; // another order reserved meanwhile: look again at what is left
            }

            return await CreditOrders.WriteAsync(call, host, order, check).ConfigureAwait(false);
        }
    }
}
