using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty show</c>: the assessment of a customer that holds, made again from what it was made of, and all earlier ones.</summary>
internal sealed class LoyaltyShowCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show a customer's last assessment with its reasons, and how loyalty went", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string id = call.Parse.GetRequiredValue(_id);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        var measuring = host.Get<LoyaltyMeasuring>();
        LocalDate day = call.Settings.AsOf(host.Get<IClock>()).Date;
        IReadOnlyList<LoyaltyAssessmentRecord> kept = await measuring.HistoryAsync(call.Settings.Scope, customer, cancellationToken).ConfigureAwait(false);
        FiledLoyalty[] history = [.. kept.Where(record => record.AsOf <= day).Select(measuring.Again)];
        if (history.Length == 0)
        {
            throw new CallException($"The loyalty of '{id}' was not assessed up to {day:uuuu-MM-dd}; run 'crm loyalty assess {id}' first.");
        }

        var blocks = new LoyaltyBlocks(host, call.Settings);
        await call.Output.BlocksAsync([.. blocks.Of(id, history[^1]), blocks.History(history)]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
