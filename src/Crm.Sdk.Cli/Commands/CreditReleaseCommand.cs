using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit release</c>: releases a held order, with a reason.</summary>
internal sealed class CreditReleaseCommand
{
    private readonly Argument<string> _order = new("ORDER") { Description = "The order's key or id" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why it is released", Required = true };
    private readonly Option<string?> _until = new("--until") { Description = "The last day on which the release holds, such as 2026-06-30; until the amount grows where left out" };
    private readonly Option<string?> _rules = new("--rules") { Description = "A JSON file with the rules; the built-in ones where left out" };

    public Command Make(CommandFrame frame) => frame.Make("release", "Release a held order; takes a credit controller who did not submit it (--actor)", RunAsync, _order, _reason, _until, _rules);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var release = new CreditRelease(call.Parse.GetRequiredValue(_reason), DayText.OfOptional(call.Parse.GetValue(_until), "--until"));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await CreditOrders.UseRulesAsync(host, call.Parse.GetValue(_rules), cancellationToken).ConfigureAwait(false);
        string order = call.Parse.GetRequiredValue(_order);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        OrderId id = (await CreditOrders.FindAsync(session, order, cancellationToken).ConfigureAwait(false)).Id;
        CheckedOrder check = await host.Get<OrderCreditDesk>().ReleaseAsync(session, id, release, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return await CreditOrders.WriteAsync(call, host, order, check).ConfigureAwait(false);
    }
}
