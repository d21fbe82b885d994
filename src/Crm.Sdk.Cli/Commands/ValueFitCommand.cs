using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Value;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm value fit</c>: fits a value model by maximum likelihood and keeps the fit.</summary>
internal sealed class ValueFitCommand
{
    private readonly Option<string> _model = ValueCommand.Model([.. ValueModelNames.All]);
    private readonly Option<string?> _unit = ValueCommand.Unit();
    private readonly Option<string?> _until = ValueCommand.Until();

    public Command Make(CommandFrame frame) => frame.Make("fit", "Fit a model to the orders up to a day, and keep the fit", RunAsync, _model, _unit, _until);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        AsOf until = ValueCommand.MomentOf(call, _until, host.Get<IClock>());
        string model = call.Parse.GetRequiredValue(_model);
        var request = new ValueFitRequest(model, until) { Unit = ValueCommand.UnitOf(call, _unit) ?? TimeUnit.Week };
        ValueModelFit fit = await call.Output.Progress.WithStatusAsync(
            $"Fitting {model}", _ => host.Get<ICustomerValue>().FitAsync(call.Settings.Scope, request, cancellationToken)).ConfigureAwait(false);
        long elapsed = (long)time.GetElapsedTime(start).TotalMilliseconds;
        string[] warnings = Warnings(call, host, fit);
        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("model", fit.Model);
                json.WriteStartObject("parameters");
                foreach (ModelParameter parameter in fit.Parameters)
                {
                    json.WriteNumber(parameter.Name, parameter.Value);
                }

                json.WriteEndObject();
                json.WriteNumber("logLikelihood", fit.LogLikelihood);
                json.WriteNumber("customers", fit.Customers);
                json.WriteBoolean("converged", fit.Converged);
                json.WriteNumber("elapsedMs", elapsed);
                json.WriteString("unit", ValueCommand.NameOf(fit.Unit));
                json.WriteString("until", CellText.Csv(fit.AsOf));
                json.WriteString("fit", fit.Id.ToString());
                json.WriteNumber("rows", fit.Rows);
                json.WriteNumber("iterations", fit.Iterations);
                json.WriteStartObject("standardErrors");
                foreach (ModelParameter parameter in fit.Parameters)
                {
                    json.WritePropertyName(parameter.Name);
                    CellText.Json(json, parameter.StandardError);
                }

                json.WriteEndObject();
                json.WriteStartArray("warnings");
                foreach ((FitWarning warning, string text) in fit.Warnings.Zip(warnings))
                {
                    json.WriteStartObject();
                    json.WriteString("code", warning.Code);
                    json.WriteString("text", text);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            },
            people => Show(people, fit, elapsed)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>The texts of a fit's warnings, which people also get on standard error.</summary>
    internal static string[] Warnings(CommandContext call, ToolHost host, ValueModelFit fit)
    {
        CultureInfo culture = call.Settings.Culture;
        string[] texts = [.. fit.Warnings.Select(warning => host.Get<CrmTexts>().Of(warning.ToReason(), culture))];
        foreach (string text in texts)
        {
            call.Output.Note($"{fit.Model}: {text}");
        }

        return texts;
    }

    private static void Show(IAnsiConsole people, ValueModelFit fit, long elapsed)
    {
        string title = string.Create(
            CultureInfo.InvariantCulture,
            $"{fit.Model}: {fit.LogLikelihood:#,0.0000}, {fit.Customers:N0} customers");
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumn("parameter").AddColumn(new TableColumn("value").RightAligned()).AddColumn(new TableColumn("standard error").RightAligned());
        foreach (ModelParameter parameter in fit.Parameters)
        {
            table.AddRow(parameter.Name, parameter.Value.ToString("0.######", CultureInfo.InvariantCulture), parameter.StandardError?.ToString("0.######", CultureInfo.InvariantCulture) ?? "–");
        }

        people.Write(table);
        people.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[grey]log-likelihood above; {(fit.Converged ? "converged" : "not converged")}, {fit.Rows:N0} different customers, {elapsed:N0} ms[/]");
    }
}
