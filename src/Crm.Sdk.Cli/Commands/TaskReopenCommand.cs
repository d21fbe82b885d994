using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task reopen</c>: opens a closed task again and takes back what was booked for it.</summary>
internal sealed class TaskReopenCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The task's key or internal id" };

    public Command Make(CommandFrame frame) => frame.Make("reopen", "Open a closed task again, and take back what was booked for it", RunAsync, _id);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = host.Get<ITaskDesk>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CrmTask task = await desk.GetAsync(session, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        CrmTask open = await desk.ReopenAsync(session, task, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("task reopen", ("id", open.Id.ToString()), ("title", open.Title), ("start", open.Start), ("due", open.Due), ("dueOn", open.DueOn)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
