using System.CommandLine;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm classify</c>: runs the rules and makes their labels current.</summary>
internal sealed class ClassifyCommand
{
    private readonly Option<bool> _full = new("--full") { Description = "Run all rules on all customers, as it also does without --rule" };
    private readonly Option<string[]> _rules = new("--rule") { Description = "Run only this rule; may be repeated" };

    public Command Make(CommandFrame frame) => frame.Make("classify", "Run the classification rules and make their labels current", RunAsync, _full, _rules);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        if (call.Parse.GetValue(_full) && call.Parse.GetValue(_rules) is { Length: > 0 })
        {
            throw new CallException("--full runs all rules; leave out --rule, or --full.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var options = new ClassificationOptions { Rules = (call.Parse.GetValue(_rules) ?? []).ToValueList(), Full = call.Parse.GetValue(_full) };
        ClassificationReport report = await call.Output.Progress.WithStatusAsync(
            "Classifying",
            status => host.Get<IClassifier>().RunAsync(
                call.Settings.Scope,
                asOf,
                options,
                new Progress<ClassificationProgress>(progress => status(Describe(progress))),
                cancellationToken)).ConfigureAwait(false);
        long elapsed = (long)time.GetElapsedTime(start).TotalMilliseconds;

        foreach (string problem in report.Problems)
        {
            call.Output.Progress.MarkupLineInterpolated($"[yellow]{ConsoleText.Line(problem)}[/]");
        }

        await call.Output.DocumentAsync(
            json =>
            {
                json.WriteString("asOf", CellText.Csv(report.Run.AsOf));
                json.WriteNumber("customers", report.Run.Customers);
                json.WriteNumber("evaluated", report.Run.Evaluated);
                json.WriteNumber("changed", report.Run.Changed);
                json.WriteNumber("elapsedMs", elapsed);
                json.WriteStartObject("stepsMs");
                json.WriteNumber("reading", (long)report.Reading.TotalMilliseconds);
                json.WriteNumber("deciding", (long)report.Deciding.TotalMilliseconds);
                json.WriteNumber("writing", (long)report.Writing.TotalMilliseconds);
                foreach ((string step, Duration took) in Steps(report.Steps))
                {
                    json.WriteNumber(step, (long)took.TotalMilliseconds);
                }

                json.WriteEndObject();
                json.WriteStartArray("dimensions");
                foreach (DimensionCount dimension in report.Dimensions)
                {
                    json.WriteStartObject();
                    json.WriteString("dimension", dimension.Dimension);
                    json.WriteStartArray("labels");
                    foreach (LabelCount label in dimension.Labels)
                    {
                        json.WriteStartObject();
                        json.WriteString("label", label.Label);
                        json.WriteNumber("count", label.Count);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteStartArray("problems");
                foreach (string problem in report.Problems)
                {
                    json.WriteStringValue(problem);
                }

                json.WriteEndArray();
            },
            people => Show(people, report, elapsed)).ConfigureAwait(false);
        return report.Problems.IsEmpty ? ExitCode.Done : ExitCode.Failed;
    }

    private static (string Step, Duration Took)[] Steps(ClassificationTimes times) =>
    [
        ("readOrders", times.ReadOrders), ("buildColumns", times.BuildColumns), ("readLabels", times.ReadLabels), ("facts", times.Facts),
        ("learn", times.Learn), ("rules", times.Rules), ("writeLabels", times.WriteLabels), ("makeCurrent", times.MakeCurrent),
    ];

    private static string Describe(ClassificationProgress progress) => progress.Step switch
    {
        ClassificationStep.Reading => "Reading customers and orders",
        ClassificationStep.Deciding => $"Asking the rules for {progress.Total:N0} customers",
        ClassificationStep.Writing => $"Writing labels: {progress.Done:N0}",
        _ => "Making the labels current",
    };

    private static void Show(IAnsiConsole people, ClassificationReport report, long elapsed)
    {
        var table = new Table().Border(TableBorder.Rounded).Title($"{report.Run.Customers:N0} customers, {report.Run.Changed:N0} labels changed, {elapsed:N0} ms")
            .AddColumn("dimension").AddColumn("label").AddColumn(new TableColumn("customers").RightAligned()).AddColumn(new TableColumn("share").RightAligned());
        foreach (DimensionCount dimension in report.Dimensions)
        {
            string name = dimension.Dimension;
            foreach (LabelCount label in dimension.Labels)
            {
                string share = report.Run.Customers == 0 ? string.Empty : $"{100.0 * label.Count / report.Run.Customers:0.0} %";
                table.AddRow(Markup.Escape(name), Markup.Escape(label.Label), CellText.People(label.Count), share);
                name = string.Empty;
            }

            table.AddEmptyRow();
        }

        people.Write(table);
    }
}
