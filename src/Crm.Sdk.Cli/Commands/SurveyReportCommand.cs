using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Surveys;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm survey report</c>: scores with their confidence, or with <c>--rates</c> how many answered.</summary>
internal sealed class SurveyReportCommand
{
    private static readonly Column[] Figures =
    [
        new("question"), new("scale"), new("group"), new("since"), new("answers", IsNumber: true), new("mean", IsNumber: true), new("meanLow", IsNumber: true), new("meanHigh", IsNumber: true), new("score", IsNumber: true), new("scoreLow", IsNumber: true), new("scoreHigh", IsNumber: true),
    ];

    private static readonly Column[] Rates = [new("group"), new("since"), new("asked", IsNumber: true), new("answered", IsNumber: true), new("rate", IsNumber: true), new("rateLow", IsNumber: true), new("rateHigh", IsNumber: true)];

    private readonly Argument<string> _survey = new("CODE") { Description = "The survey's code" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day [default: that of the first answer]" };
    private readonly Option<SurveyPeriod> _period = new("--period") { Description = "A line for each day, week, month, quarter or year [default: whole]" };
    private readonly Option<SurveyGrouping> _by = new("--by") { Description = "A line for each product or employee [default: none]" };
    private readonly Option<bool> _rates = new("--rates") { Description = "How many of those who were asked have answered" };

    public Command Make(CommandFrame frame) => frame.MakeRows("report", "Report the scores of a survey with their confidence intervals of 95 per cent, as of --as-of", RunAsync, _survey, _from, _period, _by, _rates);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var request = new SurveyReportRequest(call.Parse.GetRequiredValue(_survey), call.Settings.AsOf(host.Get<IClock>()))
        {
            From = DayText.OfOptional(call.Parse.GetValue(_from), "--from"), Period = call.Parse.GetValue(_period), By = call.Parse.GetValue(_by),
        };
        SurveyReport report = await host.Get<SurveyReader>().ReportAsync(call.Settings.Scope, request, cancellationToken).ConfigureAwait(false);
        await (call.Parse.GetValue(_rates)
            ? call.Output.RowsAsync("rates", Rates, report.Rates.Select(static line => new object?[] { line.Group, line.Since, line.Asked, line.Answered, line.Rate.Value, line.Rate.Low, line.Rate.High }).ToAsyncEnumerable(), cancellationToken)
            : call.Output.RowsAsync("figures", Figures, report.Figures.Select(static line => new object?[]
            {
                line.Question, line.Scale, line.Group, line.Since, line.Answers, line.Mean?.Value, line.Mean?.Low, line.Mean?.High, line.Score.Value, line.Score.Low, line.Score.High,
            }).ToAsyncEnumerable(), cancellationToken)).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
