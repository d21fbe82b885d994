using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value check</c>: holds a model that was fitted up to one day against what came after.</summary>
internal sealed class ValueCheckCommand
{
    private readonly Option<string> _model = ValueCommand.Model([.. ValueModelNames.OfPurchases]);
    private readonly Option<string?> _unit = ValueCommand.Unit();
    private readonly Option<string?> _until = new("--until") { Description = "The last day of calibration, such as 1997-09-30", Required = true };
    private readonly Option<string?> _holdout = new("--holdout") { Description = "The last day of the holdout [default: the day of --as-of]" };

    public Command Make(CommandFrame frame) => frame.Make("check", "Hold a model against the purchases after its calibration", RunAsync, _model, _until, _holdout, _unit);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var clock = host.Get<IClock>();
        string model = call.Parse.GetRequiredValue(_model);
        var request = new ValueFitRequest(model, ValueCommand.MomentOf(call, _until, clock)) { Unit = ValueCommand.UnitOf(call, _unit) ?? TimeUnit.Week };
        AsOf holdout = ValueCommand.MomentOf(call, _holdout, clock);
        if (holdout.Date <= request.Until.Date)
        {
            throw new CallException($"--holdout: {holdout.Date:uuuu-MM-dd} is not after the last day of calibration, {request.Until.Date:uuuu-MM-dd}.");
        }

        ModelValidation result = await call.Output.Progress.WithStatusAsync(
            $"Checking {model}", _ => host.Get<ICustomerValue>().ValidateAsync(call.Settings.Scope, request, holdout, cancellationToken)).ConfigureAwait(false);
        ValueFitCommand.Warnings(call, host, result.Fit);
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("model", model);
                json.WriteString("fit", result.Fit.Id.ToString());
                json.WriteNumber("actual", result.Actual);
                json.WriteNumber("predicted", result.Predicted);
                json.WritePropertyName("relativeError");
                CellText.Json(json, result.RelativeError);
                json.WriteNumber("meanAbsoluteError", result.MeanAbsoluteError);
                json.WriteStartArray("buckets");
                foreach (HoldoutBucket bucket in result.Buckets)
                {
                    json.WriteStartObject();
                    json.WriteNumber("frequency", bucket.Frequency);
                    json.WriteBoolean("andMore", bucket.IsOpen);
                    json.WriteNumber("customers", bucket.Customers);
                    json.WriteNumber("actual", bucket.Actual);
                    json.WriteNumber("predicted", bucket.Predicted);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartArray("tracking");
                foreach (TrackingPoint point in result.Tracking)
                {
                    json.WriteStartObject();
                    json.WriteNumber("week", point.Week);
                    json.WriteBoolean("holdout", point.IsHoldout);
                    json.WriteNumber("actual", point.Actual);
                    json.WriteNumber("expected", point.Expected);
                    json.WriteNumber("cumulativeActual", point.CumulativeActual);
                    json.WriteNumber("cumulativeExpected", point.CumulativeExpected);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            people => Show(people, result)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static void Show(IAnsiConsole people, ModelValidation result)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture, $"{result.Fit.Model}: {result.Predicted:#,0.0} purchases predicted, {result.Actual:N0} made{(result.RelativeError is { } error ? $" ({error:+0.0%;-0.0%})" : string.Empty)}");
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumn("repeat purchases before");
        foreach (string heading in (string[])["customers", "made", "predicted", "made each", "predicted each"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (HoldoutBucket bucket in result.Buckets)
        {
            double customers = Math.Max(1, bucket.Customers);
            table.AddRow(
                $"{bucket.Frequency}{(bucket.IsOpen ? " and more" : string.Empty)}",
                CellText.People(bucket.Customers),
                CellText.People(bucket.Actual),
                bucket.Predicted.ToString("#,0.0", CultureInfo.InvariantCulture),
                (bucket.Actual / customers).ToString("0.000", CultureInfo.InvariantCulture),
                (bucket.Predicted / customers).ToString("0.000", CultureInfo.InvariantCulture));
        }

        people.Write(table);
    }
}
