using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer show</c>: the customer card.</summary>
internal sealed class CustomerShowCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id; one that was merged leads to its survivor" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show the customer card: profile, labels, people, orders, tasks, needs, items, invoices", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        string id = CustomerLookup.Canonical(call.Parse.GetRequiredValue(_id));
        CustomerCard card;
        try
        {
            card = await host.Get<CustomerCardReader>().ReadAsync(call.Settings.Scope, id, asOf, null, cancellationToken).ConfigureAwait(false);
        }
        catch (CrmException unknown) when (unknown.Code == CustomerErrorCodes.Unknown)
        {
            throw new CallException($"{unknown.Message} (tenant '{call.Settings.Scope.Tenant}')");
        }

        EffectivePolicy policy = await host.Get<ServicePolicies>().OfAsync(call.Settings.Scope, card.Customer.Id, cancellationToken).ConfigureAwait(false);
        await call.Output.BlocksAsync(new CardBlocks(host.Get<CrmTexts>(), host.Get<RelationTypeCatalogue>(), call.Settings).Of(card, policy)).ConfigureAwait(false);
        foreach (CardProblem problem in card.Problems)
        {
            call.Output.Note($"{problem.Source} is missing: {problem.Reason}");
        }

        return ExitCode.Done;
    }
}
