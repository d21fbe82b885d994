using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Import;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;
using NodaTime.Text;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm status</c>: what a tenant has, what was imported last, how far the classification is, and where messages stand.</summary>
internal sealed class StatusCommand
{
    private readonly Option<int> _take = new("--take") { Description = "How many of the last imports [default: 10]", DefaultValueFactory = static _ => 10 };

    public Command Make(CommandFrame frame) => frame.Make("status", "What the tenant has: records, imports, classification, messages", RunAsync, _take);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        int take = call.Parse.GetValue(_take);
        if (take is < 1 or > 1_000)
        {
            throw new CallException($"--take: {take} is not from 1 to 1,000.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CrmScope scope = call.Settings.Scope;
        var store = host.Get<ICrmStore>();
        List<(string Kind, long Records)> kinds = [];
        foreach (KindModel kind in host.Get<ModelCatalogue>().Kinds.OrderBy(static kind => kind.Kind.Name, StringComparer.Ordinal))
        {
            kinds.Add((kind.Kind.Name, await store.CountAsync(new StoreQuery(scope.Tenant, kind.Kind), cancellationToken).ConfigureAwait(false)));
        }

        IReadOnlyList<ImportRun> imports = await ImportsAsync(store, scope.Tenant, take, cancellationToken).ConfigureAwait(false);
        ClassificationRun? labels = await host.Get<LabelReader>().CurrentRunAsync(scope, cancellationToken).ConfigureAwait(false);
        OutboxStatus outbox = await host.Get<IOutbox>().GetStatusAsync(scope, cancellationToken).ConfigureAwait(false);
        (string Name, long Count)[] messages =
        [
            ("pending", outbox.Pending), ("inFlight", outbox.InFlight), ("outcomeUnknown", outbox.OutcomeUnknown), ("sent", outbox.Sent), ("deadLettered", outbox.DeadLettered), ("suppressed", outbox.Suppressed),
        ];
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("tenant", scope.Tenant.Value);
                json.WriteStartArray("kinds");
                foreach ((string kind, long records) in kinds)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", kind);
                    json.WriteNumber("records", records);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartArray("imports");
                foreach (ImportRun run in imports)
                {
                    Write(json, run);
                }

                json.WriteEndArray();
                json.WritePropertyName("labelsAsOf");
                CellText.Json(json, labels is null ? null : InstantPattern.ExtendedIso.Format(labels.AsOf));
                json.WriteStartObject("outbox");
                foreach ((string name, long count) in messages)
                {
                    json.WriteNumber(name, count);
                }

                json.WriteEndObject();
            },
            people =>
            {
                var grid = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("name").AddColumn(new TableColumn("value").RightAligned()).Title(Markup.Escape(ConsoleText.Line(scope.Tenant.Value)));
                foreach ((string kind, long records) in kinds.Where(static kind => kind.Records > 0))
                {
                    grid.AddRow(Markup.Escape(kind), records.ToString("N0", CultureInfo.InvariantCulture));
                }

                foreach (ImportRun run in imports)
                {
                    grid.AddRow(Markup.Escape(ConsoleText.Line($"import of {run.Source}")), Markup.Escape($"{Word(run.State)}, {run.Read:N0} rows, {run.Rejected:N0} rejected"));
                }

                grid.AddRow("labels as of", labels is null ? "not classified yet" : InstantPattern.ExtendedIso.Format(labels.AsOf));
                grid.AddRow("messages pending, dead", string.Create(CultureInfo.InvariantCulture, $"{outbox.Pending:N0}, {outbox.DeadLettered:N0}"));
                people.Write(grid);
            }).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>The last imports, the latest first: ids grow with time.</summary>
    private static async Task<IReadOnlyList<ImportRun>> ImportsAsync(ICrmStore store, TenantId tenant, int take, CancellationToken cancellationToken)
    {
        Queue<ImportRun> last = [];
        var query = new StoreQuery(tenant, ImportRunModel.Kind.Kind);
        for (RecordPage? page = null; page is null || page.Next is not null;)
        {
            page = await store.QueryAsync(query with { After = page?.Next }, cancellationToken).ConfigureAwait(false);
            foreach (StoredRecord record in page.Records)
            {
                last.Enqueue((ImportRun)record.Entity);
                if (last.Count > take)
                {
                    last.Dequeue();
                }
            }
        }

        return [.. last.Reverse()];
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, ImportRun run)
    {
        json.WriteStartObject();
        json.WriteString("run", run.Id.ToString());
        json.WriteString("kind", run.Kind);
        json.WriteString("source", run.Source);
        json.WriteString("state", Word(run.State));
        json.WriteString("startedAt", InstantPattern.ExtendedIso.Format(run.StartedAt));
        json.WriteNumber("read", run.Read);
        json.WriteNumber("created", run.Created);
        json.WriteNumber("updated", run.Updated);
        json.WriteNumber("unchanged", run.Unchanged);
        json.WriteNumber("rejected", run.Rejected);
        json.WriteEndObject();
    }

    private static string Word(ImportRunState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
