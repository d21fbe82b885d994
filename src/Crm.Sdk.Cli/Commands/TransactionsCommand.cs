using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Transactions;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm transactions</c>: what sales are composed of, or how often customers buy and what orders hold.</summary>
internal sealed class TransactionsCommand
{
    private const string Frequency = "frequency";
    private const string Interval = "interval";
    private const string Basket = "basket";

    private static readonly Dictionary<string, TransactionDimension> Dimensions = new(StringComparer.Ordinal)
    {
        ["customer-kind"] = TransactionDimension.CustomerKind,
        ["industry"] = TransactionDimension.Industry,
        ["purchase"] = TransactionDimension.Purchase,
        ["channel"] = TransactionDimension.Channel,
        ["region"] = TransactionDimension.Region,
        ["category"] = TransactionDimension.Category,
        ["product"] = TransactionDimension.Product,
    };

    private static readonly Column[] Parts =
    [
        new("part"), new("customers", IsNumber: true), new("orders", IsNumber: true), new("quantity", IsNumber: true), new("revenue", IsNumber: true), new("share", IsNumber: true), new("returned", IsNumber: true),
    ];

    private static readonly Column[] Bands = [new("from", IsNumber: true), new("to", IsNumber: true), new("count", IsNumber: true)];

    private readonly Option<string> _by = new Option<string>("--by") { Description = $"{string.Join(", ", Dimensions.Keys)}; {Frequency} (customers by purchases), {Interval} (days to the next purchase), {Basket} (orders by products)", Required = true }
        .AcceptOnlyFromAmong([.. Dimensions.Keys, Frequency, Interval, Basket]);

    private readonly Option<string?> _from = new("--from") { Description = "The first day that counts, such as 1997-01-01 [default: all]" };
    private readonly Option<int?> _steps = new("--category-steps") { Description = "How many steps of a category's path make a part [default: all]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("transactions", "List what sales are composed of, how often customers buy, what orders hold", RunAsync, _by, _from, _steps);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string by = call.Parse.GetRequiredValue(_by);
        if (call.Parse.GetValue(_steps) is < 1)
        {
            throw new CallException("--category-steps: give a number from 1 on.");
        }

        var options = new TransactionOptions { From = DayText.OfOptional(call.Parse.GetValue(_from), "--from"), CategorySteps = call.Parse.GetValue(_steps) };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        TransactionAnalysis analysis = await call.Output.Progress.WithStatusAsync("Reading transactions", status => host.Get<TransactionReader>().ReadAsync(
            call.Settings.Scope, asOf, options, new LineProgress(status, "Reading transactions"), cancellationToken)).ConfigureAwait(false);
        if (analysis.AmountsUnknown > 0)
        {
            call.Output.Note($"{analysis.AmountsUnknown:N0} orders and returns have no amount in {analysis.Revenue.Currency}: there is no rate for their day.");
        }

        ValueList<CountBand>? bands = by switch { Frequency => analysis.Frequency.ByPurchases, Interval => analysis.Frequency.ByInterval, Basket => analysis.Basket.ByProducts, _ => null };
        await (bands is { } counted
            ? call.Output.RowsAsync(Title(by, analysis), Bands, counted.Select(static band => new object?[] { band.From, band.To, band.Count }).ToAsyncEnumerable(), cancellationToken)
            : call.Output.RowsAsync(Title(by, analysis), Parts, analysis.By(Dimensions[by]).Select(part => Row(part, analysis)).ToAsyncEnumerable(), cancellationToken)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static string Title(string by, TransactionAnalysis analysis) => by switch
    {
        Frequency => $"purchases of {analysis.Frequency.Customers:N0} customers, {CellText.People(analysis.Frequency.PurchasesEach)} each",
        Interval => $"days to the next purchase, {CellText.People(analysis.Frequency.MeanIntervalDays)} on average",
        Basket => $"products of {analysis.Basket.Orders:N0} orders, {CellText.People(analysis.Basket.LinesEach)} lines and {CellText.People(analysis.Basket.AmountEach)} each",
        _ => $"{analysis.Orders:N0} sales to {analysis.Customers:N0} customers, {CellText.People(analysis.Revenue)}",
    };

    private static object?[] Row(TransactionPart part, TransactionAnalysis analysis) =>
    [
        part.Key, part.Customers, part.Orders, part.Quantity.Amount, part.Revenue,
        analysis.Revenue.MinorUnits > 0 ? (double)part.Revenue.MinorUnits / analysis.Revenue.MinorUnits : null, part.Returned,
    ];
}
