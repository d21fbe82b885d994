using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task cancel</c>: closes a task that is not to be done any more; its series goes on.</summary>
internal sealed class TaskCancelCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The task's key or internal id" };
    private readonly Option<string?> _result = new("--result") { Description = "Why" };
    private readonly Option<bool> _endSeries = new("--end-series") { Description = "Add no next task of the series" };

    public Command Make(CommandFrame frame) => frame.Make("cancel", "Close a task that is not to be done any more; nothing is booked", RunAsync, _id, _result, _endSeries);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string? why = call.Parse.GetValue(_result) is { } given ? CanonicalText.Normalize(given, CrmTask.MaxNotesLength, "--result") : null;
        var outcome = new TaskOutcome(why) { EndsSeries = call.Parse.GetValue(_endSeries) };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = host.Get<ITaskDesk>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CrmTask task = await desk.GetAsync(session, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        TaskCompletion closed = await desk.CancelAsync(session, task, outcome, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "task cancel",
            ("id", closed.Task.Id.ToString()),
            ("title", closed.Task.Title),
            ("closedAt", closed.Task.ClosedAt),
            ("next", closed.Next?.Id.ToString()),
            ("nextStart", closed.Next?.Start),
            ("nextDue", closed.Next?.Due ?? (object?)closed.Next?.DueOn)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
