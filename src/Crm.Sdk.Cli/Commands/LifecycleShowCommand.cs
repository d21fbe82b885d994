using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle show</c>: the stages of a customer with their causes, as they follow from what is known, and what comes next if nothing happens.</summary>
internal sealed class LifecycleShowCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show the stages of a customer with their causes, and what comes next if nothing happens", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string id = call.Parse.GetRequiredValue(_id);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        var lifecycles = host.Get<CustomerLifecycles>();
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        LifecycleHistory history = await lifecycles.ExplainAsync(call.Settings.Scope, customer, asOf, cancellationToken).ConfigureAwait(false)
            ?? throw new CallException($"'{id}' was not known yet at {asOf.Date:uuuu-MM-dd}; ask for a later day with --as-of.");
        CustomerLifecycle? kept = await lifecycles.FindAsync(call.Settings.Scope, customer, cancellationToken).ConfigureAwait(false);
        await call.Output.BlocksAsync(new LifecycleBlocks(host, call.Settings).Of(id, asOf, history, kept)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
