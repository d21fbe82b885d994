using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Import;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm import undo</c>: takes one run of an import back.</summary>
internal sealed class ImportUndoCommand
{
    private readonly Argument<string> _run = new("RUN") { Description = "The run, as its import printed it" };

    public Command Make(CommandFrame frame) => frame.Make("undo", "Take one import back, as far as nothing was changed since", RunAsync, _run);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string run = call.Parse.GetRequiredValue(_run);
        if (!Guid.TryParse(run, out Guid id))
        {
            throw new CallException($"'{run}' is no run of an import; the import printed it as 'run'.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        UndoReport report = await call.Output.Progress.WithStatusAsync(
            "Taking back",
            _ => host.Get<ImportService>().UndoAsync(call.Settings.Scope, new RecordId(id), cancellationToken)).ConfigureAwait(false);

        foreach (KeptRecord kept in report.FirstKept)
        {
            call.Output.Progress.MarkupLineInterpolated($"[yellow]kept[/] {ConsoleText.Line($"{kept.Key ?? kept.Record.ToString()}: {kept.Reason}")}");
        }

        await call.Output.DocumentAsync(
            "import undo",
            ("run", report.Run.ToString()),
            ("kind", report.Kind),
            ("removed", report.Removed),
            ("customersRemoved", report.CustomersRemoved),
            ("reverted", report.Reverted),
            ("kept", report.Kept),
            ("elapsedMs", (long)report.Elapsed.TotalMilliseconds)).ConfigureAwait(false);
        return report.Kept > 0 ? ExitCode.SomeRejected : ExitCode.Done;
    }
}
