using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm db restore</c>: puts a backup in the place of the store.</summary>
internal sealed class DbRestoreCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "A backup; it is only read" };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a store that is there and whole; it is moved aside, not deleted" };

    public Command Make(CommandFrame frame) => frame.Make("restore", "Check a backup and put it in the place of the store", RunAsync, _file, _force);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken, needsStore: false).ConfigureAwait(false);
        string file = Path.GetFullPath(call.Parse.GetRequiredValue(_file));
        StoreRestored restored = await DbCommand.Ability<IStoreRestore>(host, "restore itself")
            .RestoreAsync(file, host.Get<ModelCatalogue>(), call.Parse.GetValue(_force), cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "db restore", ("file", file), ("location", restored.Location), ("movedTo", restored.MovedTo), ("pending", restored.Pending.Count)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
