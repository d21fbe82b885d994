using System.CommandLine;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm survey answer</c>: records what was answered to a request.</summary>
internal sealed class SurveyAnswerCommand
{
    private readonly Argument<string> _key = new("KEY") { Description = "The request's key" };
    private readonly Argument<string> _file = new("FILE") { Description = "The answers as JSON (docs/surveys.md)" };

    public Command Make(CommandFrame frame) => frame.Make("answer", "Record what was answered to a request, once", RunAsync, _key, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string json = await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        VisitReport report = VisitReportJson.Read(json, host.Get<IClock>().GetCurrentInstant());
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        IReadOnlyList<SurveyAnswer> answers = await host.Get<SurveyDesk>().AnswerAsync(
            session, call.Parse.GetRequiredValue(_key), new SurveyResponse(report.At, report.Replies, report.Channel), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("survey answer", ("survey", answers[0].Survey), ("answers", answers.Count)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
