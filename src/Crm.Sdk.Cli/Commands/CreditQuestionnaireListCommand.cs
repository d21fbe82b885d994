using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit questionnaire list</c>: lists the questionnaires of the internal inquiry.</summary>
internal static class CreditQuestionnaireListCommand
{
    private static readonly Column[] Columns = [new("name"), new("title"), new("source"), new("reliability", IsNumber: true), new("questions", IsNumber: true)];

    public static Command Make(CommandFrame frame) => frame.MakeRows("list", "List the questionnaires of the internal inquiry", RunAsync);

    private static async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IEnumerable<object?[]> rows = host.Get<CreditInquirySettings>().Questionnaires.Select(one => (object?[])[one.Name, InquiryCall.Text(one.English, one.Chinese, call.Settings.Culture), one.Source, one.Reliability, one.Questions.Count]);
        await call.Output.RowsAsync("questionnaires", Columns, rows.ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
