using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Receivables;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit dso</c>: days sales outstanding by currency, and of all in the reporting currency.</summary>
internal sealed class CreditDsoCommand
{
    private static readonly string[] Numbers = ["receivables", "current", "creditSales", "days", "simple", "countBack", "bestPossible", "averageDaysDelinquent", "averageDaysLate"];

    private readonly Option<int> _days = new("--days") { Description = "The days of the period that ends with the day of the answer", DefaultValueFactory = static _ => new DsoOptions().Days };
    private readonly Option<int> _months = new("--months") { Description = "Over how many months is counted back", DefaultValueFactory = static _ => new DsoOptions().CountBackMonths };

    public Command Make(CommandFrame frame) => frame.MakeRows("dso", "Show days sales outstanding: simple, count-back, best possible, and how late customers pay", RunAsync, _days, _months);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var options = new DsoOptions { Days = call.Parse.GetRequiredValue(_days), CountBackMonths = call.Parse.GetRequiredValue(_months) };
        try
        {
            options.Check();
        }
        catch (CrmException error)
        {
            throw new CallException($"--days, --months: {error.Message}");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var titles = new ReceivablesTitles(host.Get<CrmTexts>(), call.Settings.Culture);
        DsoReport report = await host.Get<DsoReader>().ReadAsync(call.Settings.Scope, asOf, options, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync(
            titles.Of("dso", asOf.Date),
            [titles.Column("currency"), titles.Column("reporting"), .. Numbers.Select(name => titles.Column(name, isNumber: true))],
            report.Figures.Select(static one => (object?[])
            [
                one.Currency.Code, one.IsReporting, one.Receivables, one.Current, one.CreditSales, one.Days,
                one.Simple, one.CountBack, one.BestPossible, one.AverageDaysDelinquent, one.AverageDaysLate,
            ]).ToAsyncEnumerable(),
            cancellationToken).ConfigureAwait(false);
        if (!report.MissingRates.IsEmpty)
        {
            call.Output.Note(titles.Of("dso-missing-rates", string.Join(", ", report.MissingRates)));
        }

        return ExitCode.Done;
    }
}
