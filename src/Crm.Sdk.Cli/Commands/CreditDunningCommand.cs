using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Billing;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Customers;
using Crm.Sdk.Receivables;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit dunning</c>: reminds who does not pay, each invoice each level once.</summary>
internal sealed class CreditDunningCommand
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done, and write nothing" };
    private readonly Option<bool> _disputed = new("--include-disputed") { Description = "Claim what is disputed too" };
    private readonly Option<string?> _channel = new("--channel") { Description = "The channel by which customers get a message at every level [default: none, tasks alone]" };
    private readonly Option<string?> _fallback = new("--fallback-owner") { Description = "Who gets the tasks of customers without an owner [default: they wait]" };

    public Command Make(CommandFrame frame) => frame.MakeRows(
        "dunning", "Remind who does not pay, level after level, by tasks of the customers' owners and by messages", RunAsync, _dryRun, _disputed, _channel, _fallback);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var titles = new ReceivablesTitles(host.Get<CrmTexts>(), call.Settings.Culture);
        DunningProcedure registered = host.Get<DunningProcedure>();
        DunningProcedure procedure = registered with
        {
            IncludeDisputed = registered.IncludeDisputed || call.Parse.GetValue(_disputed),
            FallbackOwner = call.Parse.GetValue(_fallback) ?? registered.FallbackOwner,
            Levels = call.Parse.GetValue(_channel) is { } channel ? registered.Levels.Select(level => level with { Channel = channel }).ToValueList() : registered.Levels,
        };
        await call.Output.RowsAsync(
            titles.Of("dunning", asOf.Date),
            [
                titles.Column("customer"), titles.Column("name"), titles.Column("invoice"), titles.Column("dueOn"), titles.Column("daysOverdue", isNumber: true), titles.Column("claimed", isNumber: true),
                titles.Column("level", isNumber: true), titles.Column("action"), titles.Column("outcome"),
            ],
            RowsAsync(host, call, procedure, asOf, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CommandContext call, DunningProcedure procedure, AsOf asOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Customer? customer = null;
        await foreach (DunningStep step in host.Get<DunningDesk>().RunAsync(call.Settings.Scope, procedure, asOf, call.Settings.Culture, call.Parse.GetValue(_dryRun), cancellationToken).ConfigureAwait(false))
        {
            if (customer?.Id != step.Customer)
            {
                await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
                customer = await session.FindAsync<Customer>(step.Customer, cancellationToken).ConfigureAwait(false);
            }

            yield return
            [
                customer?.Key ?? step.Customer.ToString(), customer?.Name, step.Invoice.Key, step.Invoice.DueOn ?? step.Invoice.IssuedOn, step.DaysOverdue, step.Amount, step.Level,
                call.Settings.Json ? step.Action : DunningActions.List.TitleOf(step.Action, call.Settings.Culture), Outcome(step.Outcome),
            ];
        }
    }

    private static string Outcome(DunningOutcome outcome) => outcome switch
    {
        DunningOutcome.Planned => "planned",
        DunningOutcome.Done => "done",
        DunningOutcome.WithoutOwner => "without-owner",
        DunningOutcome.Unreachable => "unreachable",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "There is no such outcome."),
    };
}
