using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value predict</c>: P(alive), expected purchases, expected spend and lifetime value of every customer.</summary>
internal sealed class ValuePredictCommand
{
    private const int CustomersPerRead = 1_000;

    private static readonly Column[] Columns =
    [
        new("customer"), new("frequency", IsNumber: true), new("recency", IsNumber: true), new("age", IsNumber: true), new("pAlive", IsNumber: true),
        new("expectedPurchases", IsNumber: true), new("expectedSpend", IsNumber: true), new("clv", IsNumber: true),
    ];

    private readonly Option<string> _model = ValueCommand.Model([.. ValueModelNames.OfPurchases]);
    private readonly Option<string?> _unit = ValueCommand.Unit();
    private readonly Option<string?> _until = ValueCommand.Until();
    private readonly Option<double> _horizon = new("--horizon") { Description = "How far to look ahead, in units of time", Required = true };
    private readonly Option<double> _discount = new("--discount") { Description = "The rate of discount a year, such as 0.1 [default: 0]" };
    private readonly Option<bool> _keep = new("--keep") { Description = "Keep the predictions in the store, in the place of the customers' last ones by this model" };

    public Command Make(CommandFrame frame) => frame.MakeRows(
        "predict", "Predict the purchases and the value of every customer", RunAsync, _model, _horizon, _discount, _until, _unit, _keep);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        double horizon = call.Parse.GetValue(_horizon), discount = call.Parse.GetValue(_discount);
        if (!(horizon >= 0) || double.IsInfinity(horizon))
        {
            throw new CallException(string.Create(CultureInfo.InvariantCulture, $"--horizon: {horizon} is no number of units; give 0 or more."));
        }

        if (!(discount > -1) || double.IsInfinity(discount))
        {
            throw new CallException(string.Create(CultureInfo.InvariantCulture, $"--discount: {discount} is no yearly rate; give a fraction such as 0.1."));
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string model = call.Parse.GetRequiredValue(_model);
        var request = new ValuePredictionRequest(model, ValueCommand.MomentOf(call, _until, host.Get<IClock>()), horizon)
        {
            Unit = ValueCommand.UnitOf(call, _unit),
            YearlyDiscount = discount,
            Keep = call.Parse.GetValue(_keep),
        };
        ValuePredictions predictions = await call.Output.Progress.WithStatusAsync(
            $"Reading orders and fits of {model}", _ => host.Get<ICustomerValue>().PredictAsync(call.Settings.Scope, request, cancellationToken)).ConfigureAwait(false);
        ValueFitCommand.Warnings(call, host, predictions.Fit);
        if (predictions.SpendFit is { } spend)
        {
            ValueFitCommand.Warnings(call, host, spend);
        }
        else
        {
            call.Output.Note($"Spend is not predicted: {predictions.SpendRefused}");
        }

        string unit = ValueCommand.NameOf(predictions.Fit.Unit);
        string title = string.Create(CultureInfo.InvariantCulture, $"{model} as of {request.Until.Date:uuuu-MM-dd}, {horizon} {unit}s ahead, {predictions.Fit.Currency}");
        await call.Output.RowsAsync(title, Columns, RowsAsync(host, call.Settings.Scope, predictions, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CrmScope scope, ValuePredictions predictions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new List<CustomerPrediction>(CustomersPerRead);
        await foreach (CustomerPrediction prediction in predictions.Rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            chunk.Add(prediction);
            if (chunk.Count == CustomersPerRead)
            {
                foreach (object?[] row in await CellsAsync(host, scope, chunk, cancellationToken).ConfigureAwait(false))
                {
                    yield return row;
                }

                chunk.Clear();
            }
        }

        foreach (object?[] row in await CellsAsync(host, scope, chunk, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private static async Task<IReadOnlyList<object?[]>> CellsAsync(ToolHost host, CrmScope scope, List<CustomerPrediction> chunk, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> keys = await CustomerLookup.KeysAsync(host, scope, chunk.Select(static row => row.Customer), cancellationToken).ConfigureAwait(false);
        return
        [
            .. chunk.Select((row, i) => (object?[])
            [
                keys[i], row.Measured.Frequency, row.Measured.Recency, row.Measured.Age, row.ProbabilityAlive, row.ExpectedPurchases, row.ExpectedSpend, row.Value,
            ]),
        ];
    }
}
