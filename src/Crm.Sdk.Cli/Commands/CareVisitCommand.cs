using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care visit</c>: records what came of a return visit and closes its task.</summary>
internal sealed class CareVisitCommand
{
    private readonly Argument<string> _task = new("TASK") { Description = "The key or internal id of the visit's task" };
    private readonly Argument<string> _file = new("FILE") { Description = "What came of it as JSON (docs/surveys.md)" };

    public Command Make(CommandFrame frame) => frame.Make("visit", "Record a return visit: answers, needs, complaints, tasks that follow", RunAsync, _task, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string json = await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        VisitRecord visit = await host.Get<VisitDesk>().RecordAsync(session, call.Parse.GetRequiredValue(_task), VisitReportJson.Read(json, host.Get<IClock>().GetCurrentInstant()), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "care visit", ("task", visit.Task.Id.ToString()), ("answers", visit.Answers.Count), ("needs", visit.Needs.Count), ("complaint", visit.Interactions.Count > 1), ("followUps", visit.FollowUps.Count)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
