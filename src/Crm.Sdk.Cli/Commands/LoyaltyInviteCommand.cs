using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty invite</c>: invites a member into a tier by hand.</summary>
internal sealed class LoyaltyInviteCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string?> _tier = new("--tier") { Description = "The tier's code; without it the invitation ends" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why", Required = true };
    private readonly Option<string?> _until = new("--until") { Description = "The last day [default: no end]" };
    private readonly Option<string> _programme = LoyaltyOptions.Programme();

    public Command Make(CommandFrame frame) => frame.Make("invite", "Invite a member into a tier by hand, with a reason and an end, or end the invitation", RunAsync, _id, _tier, _reason, _until, _programme);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        TierDecision decision = await host.Get<TierDesk>().InviteAsync(
            session,
            customer,
            call.Parse.GetValue(_tier),
            call.Parse.GetRequiredValue(_reason),
            DayText.OfOptional(call.Parse.GetValue(_until), "--until"),
            call.Parse.GetRequiredValue(_programme),
            cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("loyalty invite", ("customer", id), ("tier", decision.Tier), ("reached", decision.Reached)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
