using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Surveys;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm survey save FILE</c>: adds a survey, or changes the one of its code.</summary>
internal sealed class SurveySaveCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "The survey as JSON (docs/surveys.md)" };

    public Command Make(CommandFrame frame) => frame.Make("save", "Add a survey, or change the one of its code; answers stay as they were given", RunAsync, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Survey survey = SurveyJson.Read(await CareFile.ReadAsync(call.Parse.GetRequiredValue(_file), cancellationToken).ConfigureAwait(false));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        await SurveyDesk.SaveAsync(session, survey, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("survey", ("code", survey.Code), ("questions", survey.Questions.Count)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
