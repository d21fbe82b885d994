using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit questionnaire show</c>: shows a questionnaire with its questions and answers.</summary>
internal sealed class CreditQuestionnaireShowCommand
{
    private static readonly Column[] Columns = [new("question"), new("indicator"), new("text"), new("answers")];

    private readonly Argument<string> _name = new("NAME") { Description = "The questionnaire's name; with --file the file's own" };
    private readonly Option<string?> _file = new("--file") { Description = "A JSON file with a questionnaire of your own; docs/schemas/credit-questionnaire.schema.json" };

    public Command Make(CommandFrame frame) => frame.MakeRows("show", "Show the questions of a questionnaire and what may be answered", RunAsync, _name, _file);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        CultureInfo culture = call.Settings.Culture;
        CreditInquirySettings settings = await InquiryCall.SettingsAsync(host, call.Parse.GetValue(_file), cancellationToken).ConfigureAwait(false);
        CreditQuestionnaire questionnaire = InquiryCall.Meant(() => settings.Find(call.Parse.GetRequiredValue(_name)));
        IEnumerable<object?[]> rows = questionnaire.Questions.Select(question => (object?[])
        [
            question.Code,
            question.Indicator,
            InquiryCall.Text(question.English, question.Chinese, culture),
            question.Answers.IsEmpty
                ? string.Create(CultureInfo.InvariantCulture, $"{question.Min}–{question.Max}")
                : string.Join(", ", question.Answers.Select(answer => $"{answer.Code} ({InquiryCall.Text(answer.English, answer.Chinese, culture)})")),
        ]);
        await call.Output.RowsAsync(InquiryCall.Text(questionnaire.English, questionnaire.Chinese, culture), Columns, rows.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
