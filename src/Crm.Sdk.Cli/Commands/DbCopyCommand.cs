using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm db copy</c>: copies all records of all tenants into another store.</summary>
internal sealed class DbCopyCommand
{
    private readonly Option<string> _to = new("--to") { Description = "The connection string of the store to copy into", Required = true };
    private readonly Option<string?> _toStorage = new("--to-storage") { Description = "The storage plugin of that store [default: that of --storage]" };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with an interrupted copy of the same store" };

    public Command Make(CommandFrame frame) => frame.Make("copy", "Copy everything into another store, and compare both", RunAsync, _to, _toStorage, _resume);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        ToolSettings settings = call.Settings;
        string to = call.Parse.GetRequiredValue(_to), storage = call.Parse.GetValue(_toStorage) ?? settings.Storage;
        if (storage == settings.Storage && to == settings.Connection)
        {
            throw new CallException("--to: a store is not copied into itself.");
        }

        await using ToolHost source = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        await RequireWholeModelAsync(source, cancellationToken).ConfigureAwait(false);
        await source.Get<ICrmStore>().EnsureSchemaAsync(source.Get<ModelCatalogue>(), SchemaMode.Verify, cancellationToken).ConfigureAwait(false);
        await using ToolHost target = await ToolHost.StartAsync(call with { Settings = settings.For(storage, to) }, cancellationToken).ConfigureAwait(false);
        var time = source.Get<TimeProvider>();
        long start = time.GetTimestamp();
        var copy = new StoreCopy(source.Get<ICrmStore>(), target.Get<ICrmStore>(), source.Get<ModelCatalogue>(), source.Get<IClock>());
        StoreCopyReport report = await call.Output.Progress.WithStatusAsync(
            "Copying",
            status => copy.RunAsync(
                settings.Scope.Actor,
                call.Parse.GetValue(_resume),
                new Progress<StoreCopyProgress>(p => status(string.Create(CultureInfo.InvariantCulture, $"{p.Records:N0} records; {p.Kind} of {p.Tenant}"))),
                cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "db copy",
            ("tenants", report.Tenants),
            ("copied", report.Copied),
            ("unchanged", report.Unchanged),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>Records of a plugin that is absent now would be left behind in silence.</summary>
    private static async Task RequireWholeModelAsync(ToolHost source, CancellationToken cancellationToken)
    {
        if (source.Get<ICrmStore>() is IStoreMaintenance store)
        {
            StoreStatus status = await store.StatusAsync(source.Get<ModelCatalogue>(), countRecords: true, cancellationToken).ConfigureAwait(false);
            string[] absent = [.. status.Kinds.Where(static kind => !kind.InModel && kind.Records > 0).Select(static kind => kind.Kind)];
            if (absent.Length > 0)
            {
                throw new CallException($"The store keeps records of {string.Join(", ", absent)}, which come from plugins that are absent now; name their folders with --plugins, or their records would not be copied.");
            }
        }
    }
}
