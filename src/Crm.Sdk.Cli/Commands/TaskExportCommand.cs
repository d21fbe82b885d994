using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task export</c>: writes tasks and appointments as a calendar file.</summary>
internal sealed class TaskExportCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The file, for example tasks.ics; one that is there is replaced" };
    private readonly Option<string?> _owner = new("--owner") { Description = "Only the tasks of an owner [default: everybody's]" };
    private readonly Option<bool> _all = new("--all") { Description = "Also what is done or cancelled" };

    public Command Make(CommandFrame frame) => frame.Make("export", "Write tasks and appointments as a calendar file (iCalendar)", RunAsync, _file, _owner, _all);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string file = Path.GetFullPath(call.Parse.GetRequiredValue(_file));
        if (!Directory.Exists(Path.GetDirectoryName(file)))
        {
            throw new CallException($"There is no folder '{Path.GetDirectoryName(file)}' to write the file to.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        var request = new CalendarRequest { Owner = call.Parse.GetValue(_owner), IncludesClosed = call.Parse.GetValue(_all) };
        string part = file + ".part"; // a calendar program that watches the file never reads half of it
        CalendarReport report;
        try
        {
            await using (var output = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, 4096, useAsync: true))
            {
                report = await host.Get<CalendarExport>().ExportAsync(call.Settings.Scope, request, output, cancellationToken).ConfigureAwait(false);
            }

            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        await call.Output.DocumentAsync(
            "task export",
            ("file", file),
            ("events", report.Events),
            ("toDos", report.ToDos),
            ("series", report.Series),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
