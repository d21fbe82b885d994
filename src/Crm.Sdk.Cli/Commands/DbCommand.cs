using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.History;
using Crm.Sdk.Storage;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm db</c>: how the store is, and its upkeep.</summary>
internal sealed class DbCommand
{
    private const string ServerBackups = " Backups of a database server are its own matter: on PostgreSQL pg_dump and pg_restore, or continuous archiving.";

    private readonly Option<bool> _count = new("--count") { Description = "Count the records of each kind" };
    private readonly Argument<string> _backupFile = new("FILE") { Description = "Where to; must not exist" };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "db", "The store",
        frame.Make("status", "Say where the store is and what it lacks", StatusAsync, _count),
        frame.Make("migrate", "Bring the store up to this version; may be killed and run again", MigrateAsync),
        frame.Make("backup", "Copy the store to a file while it is in use", BackupAsync, _backupFile),
        new DbRestoreCommand().Make(frame),
        frame.Make("verify", "Check files, indexes, rows, and what records say of each other", VerifyAsync),
        new DbCopyCommand().Make(frame));

    private async Task<int> StatusAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        StoreStatus status = await Ability<IStoreMaintenance>(host, "tell its status").StatusAsync(host.Get<ModelCatalogue>(), call.Parse.GetValue(_count), cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("store", status.Store);
                json.WriteString("location", status.Location);
                json.WriteString("engineVersion", status.EngineVersion);
                json.WriteString("schemaVersion", status.SchemaVersion);
                json.WriteString("sdkVersion", status.SdkVersion);
                WriteTexts(json, "pending", status.Pending);
                WriteTexts(json, "warnings", status.Warnings);
                json.WriteStartArray("kinds");
                foreach (StoredKindStatus kind in status.Kinds)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", kind.Kind);
                    json.WritePropertyName("records");
                    CellText.Json(json, kind.Records);
                    json.WriteBoolean("inModel", kind.InModel);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            people =>
            {
                var grid = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("name").AddColumn("value").Title("store");
                grid.AddRow("store", Markup.Escape($"{status.Store} {status.EngineVersion}"));
                grid.AddRow("location", Markup.Escape(ConsoleText.Line(status.Location)));
                grid.AddRow("schema", Markup.Escape(status.SchemaVersion ?? "not written yet"));
                grid.AddRow("pending", Markup.Escape(status.Pending.IsEmpty ? "nothing" : string.Join('\n', status.Pending)));
                grid.AddRow("warnings", Markup.Escape(status.Warnings.IsEmpty ? "none" : string.Join('\n', status.Warnings)));
                foreach (StoredKindStatus kind in status.Kinds)
                {
                    grid.AddRow(Markup.Escape(kind.Kind), Markup.Escape((kind.Records is { } records ? $"{records:N0}" : string.Empty) + (kind.InModel ? string.Empty : " (of an absent plugin)")));
                }

                people.Write(grid);
            }).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> MigrateAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        var store = Ability<IStoreMaintenance>(host, "migrate");
        StoreStatus before = await store.StatusAsync(host.Get<ModelCatalogue>(), false, cancellationToken).ConfigureAwait(false);
        await call.Output.Progress.WithStatusAsync(
            "Migrating",
            async status =>
            {
                await store.MigrateAsync(
                    host.Get<ModelCatalogue>(),
                    new Progress<MigrationProgress>(p => status($"{p.Number} of {p.Steps}: {p.Step}{(p.Records > 0 ? $", {p.Records:N0} records" : string.Empty)}")),
                    cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        await call.Output.DocumentAsync("db migrate", ("steps", before.Pending.Count), ("done", string.Join("; ", before.Pending))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private async Task<int> BackupAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        string file = Path.GetFullPath(call.Parse.GetRequiredValue(_backupFile));
        await Ability<IStoreBackup>(host, "back itself up").BackupAsync(file, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("db backup", ("file", file), ("bytes", new FileInfo(file).Length)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        List<string> problems = [.. await Ability<IStoreMaintenance>(host, "verify itself").VerifyAsync(host.Get<ModelCatalogue>(), cancellationToken).ConfigureAwait(false)];
        if (problems.Count == 0 && host.Get<ICrmStore>() is IStoreTenants tenants)
        {
            var audit = new StoreAudit(host.Get<ICrmStore>(), host.Get<AuditHasher>());
            foreach (TenantId tenant in await tenants.TenantsAsync(cancellationToken).ConfigureAwait(false))
            {
                problems.AddRange(await audit.VerifyAsync(tenant, cancellationToken).ConfigureAwait(false));
            }
        }

        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteBoolean("valid", problems.Count == 0);
                WriteTexts(json, "problems", problems);
            },
            people => people.MarkupLineInterpolated($"{(problems.Count == 0 ? "The store is whole." : ConsoleText.Plain(string.Join('\n', problems)))}")).ConfigureAwait(false);
        return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What the store can do beyond storing.</summary>
    /// <exception cref="CallException">It cannot.</exception>
    public static T Ability<T>(ToolHost host, string what)
        where T : class => host.Get<ICrmStore>() is { } store && store is T able
            ? able
            : throw new CallException($"Store '{host.Get<ICrmStore>().Descriptor.Name}' cannot {what}.{(typeof(T) == typeof(IStoreBackup) || typeof(T) == typeof(IStoreRestore) ? ServerBackups : string.Empty)}");

    private static void WriteTexts(System.Text.Json.Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
