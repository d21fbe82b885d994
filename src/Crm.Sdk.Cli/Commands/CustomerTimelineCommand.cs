using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Storage;
using Crm.Sdk.Timelines;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer timeline</c>: everything that happened with a customer, newest first.</summary>
internal sealed class CustomerTimelineCommand
{
    private const int PageSize = 100;

    private static readonly Column[] Columns = [new("at"), new("kind"), new("title"), new("text"), new("by"), new("record"), new("dateOnly")];

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id" };

    private readonly Option<string[]> _kinds = new("--kind") { Description = "Only records of a kind, for example order; may be repeated" };

    private readonly Option<int?> _take = new("--take") { Description = "How many entries at most, the newest [default: all]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("timeline", "List everything that happened with a customer, newest first", RunAsync, _id, _kinds, _take);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        if (call.Parse.GetValue(_take) is < 1)
        {
            throw new CallException("--take: give a number from 1 on.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = call.Parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        var query = new TimelineQuery([customer])
        {
            Kinds = (call.Parse.GetValue(_kinds) ?? []).Select(name => KindOf(host.Get<ICrm>().Model, name)).ToValueList(),
            Until = call.Settings.AsOf(host.Get<IClock>()).Instant,
            Zone = call.Settings.Zone,
            Limit = PageSize,
        };
        var problems = new List<TimelineProblem>();
        IAsyncEnumerable<object?[]> rows = RowsAsync(host, call, query, problems, cancellationToken);
        int shown = call.Settings.Json || call.Settings.Out is not null ? Columns.Length : Columns.Length - 1; // people see it by the time of day
        rows = rows.Select(row => row[..shown]);
        await call.Output.RowsAsync($"timeline: {id}", Columns[..shown], call.Parse.GetValue(_take) is { } take ? rows.Take(take) : rows, cancellationToken).ConfigureAwait(false);
        foreach (TimelineProblem problem in problems.Distinct())
        {
            call.Output.Progress.WriteLine(ConsoleText.Line($"{problem.Source} is missing: {problem.Reason}"));
        }

        return ExitCode.Done;
    }

    private static RecordKind KindOf(ModelCatalogue model, string name) => model.Kinds.FirstOrDefault(kind => kind.Kind.Name == name)?.Kind
        ?? throw new CallException($"--kind: there is no kind '{name}'; there are {string.Join(", ", model.Kinds.Select(static kind => kind.Kind.Name))}.");

    private static async IAsyncEnumerable<object?[]> RowsAsync(
        ToolHost host, CommandContext call, TimelineQuery query, List<TimelineProblem> problems, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CultureInfo culture = call.Settings.Culture;
        var texts = host.Get<TimelineTexts>();
        TimelineCursor? after = null;
        do
        {
            TimelinePage page = await host.Get<ITimeline>().ReadAsync(call.Settings.Scope, query with { After = after }, cancellationToken).ConfigureAwait(false);
            problems.AddRange(page.Problems);
            foreach (TimelineEntry entry in page.Entries)
            {
                RecordRef record = entry.Item.About ?? entry.Record;
                yield return [entry.Date is { } day && !call.Settings.Json ? day : entry.At, record.Kind.Name, texts.Of(entry.Item, culture), entry.Item.Text, entry.Item.By?.Value, record.ToString(), entry.Date is not null];
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
