using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.History;
using Crm.Sdk.Storage;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer history</c>: every change of a customer, newest first: who, when, which field, old, new.</summary>
internal sealed class CustomerHistoryCommand
{
    private const int MaxTake = 10_000;

    private readonly Argument<string> _id = new("ID") { Description = "The customer's external key or internal id, by which one that was removed is found too" };

    private readonly Option<int> _take = new("--take") { Description = $"How many revisions at most, the newest [default: 1000, at most {MaxTake.ToString(CultureInfo.InvariantCulture)}]", DefaultValueFactory = static _ => 1_000 };

    public Command Make(CommandFrame frame) => frame.Make("history", "List every change of a customer: who, when, which field, old and new", RunAsync, _id, _take);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        int take = call.Parse.GetValue(_take);
        if (take is < 1 or > MaxTake)
        {
            throw new CallException($"--take: {take} is no number from 1 to {MaxTake}.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        RecordRef record = await FindAsync(host, call, cancellationToken).ConfigureAwait(false);
        List<HistoryEntry> entries = await ReadAsync(host, call, record, take, cancellationToken).ConfigureAwait(false);
        await call.Output.ArrayAsync(json => Write(json, entries), people => people.Write(Table(entries))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<RecordRef> FindAsync(ToolHost host, CommandContext call, CancellationToken cancellationToken)
    {
        string id = call.Parse.GetRequiredValue(_id);
        RecordKind kind = CustomerModel.Kind.Kind;
        try
        {
            return new RecordRef(kind, await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false));
        }
        catch (CallException) when (Guid.TryParse(id, out _))
        {
            var removed = new RecordRef(kind, new RecordId(Guid.Parse(id)));
            HistoryPage page = await host.Get<IRecordHistory>().RevisionsAsync(call.Settings.Scope, removed, null, 1, cancellationToken).ConfigureAwait(false);
            if (page.Entries.Count > 0)
            {
                return removed;
            }

            throw;
        }
    }

    private static async Task<List<HistoryEntry>> ReadAsync(ToolHost host, CommandContext call, RecordRef record, int take, CancellationToken cancellationToken)
    {
        Instant until = call.Settings.AsOf(host.Get<IClock>()).Instant;
        var history = host.Get<IRecordHistory>();
        var entries = new List<HistoryEntry>();
        PageCursor? after = null;
        do
        {
            HistoryPage page = await history.RevisionsAsync(call.Settings.Scope, record, after, Math.Min(take, IRecordHistory.MaxLimit), cancellationToken).ConfigureAwait(false);
            entries.AddRange(page.Entries.Where(entry => entry.At <= until).Take(take - entries.Count));
            after = page.Next;
        }
        while (after is not null && entries.Count < take);
        return entries;
    }

    private static void Write(Utf8JsonWriter json, List<HistoryEntry> entries)
    {
        foreach (HistoryEntry entry in entries)
        {
            json.WriteStartObject();
            json.WriteNumber("version", entry.Version);
            json.WriteString("type", NameOf(entry.Type));
            json.WriteString("at", CellText.Csv(entry.At));
            json.WriteString("by", entry.By.Value);
            json.WriteString("run", entry.Run?.ToString());
            json.WriteString("reason", entry.Reason);
            json.WriteStartArray("changes");
            foreach (ChangedField change in entry.Changes)
            {
                json.WriteStartObject();
                json.WriteString("field", change.Field);
                json.WriteString("old", change.Old);
                json.WriteString("new", change.New);
                json.WriteBoolean("personal", change.IsPersonal);
                json.WriteBoolean("masked", change.IsMasked);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static Table Table(List<HistoryEntry> entries)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("at").AddColumn("by").AddColumn("what").AddColumn("field").AddColumn("old").AddColumn("new");
        foreach (HistoryEntry entry in entries)
        {
            string[] first = [CellText.Csv(entry.At), entry.By.Value, NameOf(entry.Type)];
            foreach (ChangedField change in entry.Changes.DefaultIfEmpty(new ChangedField("–", null, null)))
            {
                string masked = change.IsMasked ? "(erased)" : string.Empty;
                table.AddRow([.. ((string[])[.. first, change.Field, change.Old ?? masked, change.New ?? masked]).Select(static cell => Markup.Escape(ConsoleText.Line(cell)))]);
                first = [string.Empty, string.Empty, string.Empty];
            }
        }

        return table;
    }

    private static string NameOf(HistoryEntryType type) => type switch
    {
        HistoryEntryType.Added => "added",
        HistoryEntryType.Changed => "changed",
        _ => "removed",
    };
}
