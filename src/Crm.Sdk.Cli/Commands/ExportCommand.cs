using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Export;
using Crm.Sdk.Import;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm export</c>: writes what <c>crm import</c> reads back to the same state.</summary>
internal sealed class ExportCommand
{
    private readonly Argument<string> _kind = new("KIND") { Description = $"What to export: {string.Join(", ", ImportService.Kinds)}" };
    private readonly Argument<string> _file = new("FILE") { Description = "The file; its ending says whether CSV or JSON Lines; one that is there is replaced" };
    private readonly Option<bool> _excelSafe = new("--excel-safe") { Description = "Guard texts that a spreadsheet would run as formulas" };

    public Command Make(CommandFrame frame) => frame.Make("export", "Export records to a file that import reads back", RunAsync, _kind, _file, _excelSafe);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string kind = call.Parse.GetRequiredValue(_kind);
        string file = Path.GetFullPath(call.Parse.GetRequiredValue(_file));
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new CallException($"There is no folder '{Path.GetDirectoryName(file)}' to write the file to.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        ExportReport report = await call.Output.Progress.WithStatusAsync(
            $"Exporting {kind}",
            _ => host.Get<ExportService>().ExportAsync(call.Settings.Scope, new ExportRequest(kind) { ExcelSafe = call.Parse.GetValue(_excelSafe) }, file, cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "export",
            ("kind", report.Kind),
            ("written", report.Written),
            ("rows", report.Rows),
            ("elapsedMs", (long)report.Elapsed.TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
