using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Lifecycle;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm lifecycle loss</c>: why customers were lost.</summary>
internal sealed class LifecycleLossCommands
{
    private const int RecordsPerRead = 500;

    private static readonly Column[] Columns = [new("customer"), new("reason"), new("competitor"), new("date"), new("source"), new("investigator"), new("note"), new("by")];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why: price, product, quality, service, care, competitor, closed, other, or a code of your own", Required = true };
    private readonly Option<string> _source = new("--source") { Description = "Where it comes from: interview, records, or a code of your own", DefaultValueFactory = static _ => LossSources.Interview };
    private readonly Option<string?> _competitor = new("--competitor") { Description = "The competitor to whom" };
    private readonly Option<string?> _investigator = new("--investigator") { Description = "The key of the employee who found out" };
    private readonly Option<string?> _note = new("--note") { Description = "What the customer said" };
    private readonly Option<string?> _on = new("--on") { Description = "The day on which it was found out [default: today]" };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "loss",
        "Why customers were lost: record reasons, list them, and analyse them by value and competitor",
        frame.MakeRows("record", "Record why a customer was lost", RecordAsync, _id, _reason, _source, _competitor, _investigator, _note, _on),
        frame.MakeRows("list", "List all recorded reasons", ListAsync),
        frame.Make("report", "Show why the customers who are lost were, by value and competitor", ReportAsync));

    private async Task<int> RecordAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(call.Parse.GetRequiredValue(_id)), cancellationToken).ConfigureAwait(false);
        LocalDate on = DayText.OfOptional(call.Parse.GetValue(_on), "--on") ?? call.Settings.AsOf(host.Get<IClock>()).Date;
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        LossReason reason = LossReason.Of(customer, call.Parse.GetRequiredValue(_reason), on) with
        {
            Source = call.Parse.GetRequiredValue(_source),
            Competitor = call.Parse.GetValue(_competitor),
            Investigator = call.Parse.GetValue(_investigator),
            Note = call.Parse.GetValue(_note),
        };
        await host.Get<LossDesk>().RecordAsync(session, reason, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        return await WriteAsync(call, host, new[] { reason }.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> ListAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        return await WriteAsync(call, host, host.Get<LossDesk>().ReasonsAsync(call.Settings.Scope, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> ReportAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        ValueList<LossShare> shares = await host.Get<LossDesk>().AnalyseAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await call.Output.BlocksAsync([new LifecycleBlocks(host, call.Settings).Of(shares)]).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> WriteAsync(CommandContext call, ToolHost host, IAsyncEnumerable<LossReason> reasons, CancellationToken cancellationToken)
    {
        await call.Output.RowsAsync(new LifecycleBlocks(host, call.Settings).Title("losses"), Columns, RowsAsync(call, host, reasons, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(CommandContext call, ToolHost host, IAsyncEnumerable<LossReason> reasons, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool codes = call.Settings.Json || call.Settings.Out is not null;
        await foreach (LossReason[] chunk in reasons.Chunk(RecordsPerRead).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, call.Settings.Scope, chunk.Select(static reason => reason.Customer), cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < chunk.Length; i++)
            {
                LossReason one = chunk[i];
                yield return
                [
                    keys[i], codes ? one.Reason : LossReasons.List.TitleOf(one.Reason, call.Settings.Culture), one.Competitor, one.Date,
                    codes ? one.Source : LossSources.List.TitleOf(one.Source, call.Settings.Culture), one.Investigator, one.Note, (one.Origin?.By ?? call.Settings.Scope.Actor).Value,
                ];
            }
        }
    }
}
