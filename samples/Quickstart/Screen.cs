using System.Globalization;
using Crm.Sdk;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Import;
using Crm.Sdk.Notifications;
using Crm.Sdk.Reports;
using Spectre.Console;

namespace Quickstart;

/// <summary>What a person sees. Plain text where the output is a file or a pipe; nothing here is needed to use the SDK.</summary>
internal static class Screen
{
    private const int BarWidth = 18;
    private const int PipeWidth = 120;
    private static readonly CultureInfo English = TextCulture.Of("en");

    public static void Start(string folder)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
            AnsiConsole.Profile.Width = PipeWidth;
        }

        AnsiConsole.Write(new Rule("[bold]Crm.Sdk quickstart[/]").LeftJustified());
        Say($"Real purchases of an online music shop, 1997 to 1998. Everything made here lies in [bold]{folder.EscapeMarkup()}[/].");
    }

    public static async Task<TResult> WatchAsync<TResult, TProgress>(string title, Func<IProgress<TProgress>, Task<TResult>> work, Func<TProgress, (long Done, long? Total)> read) =>
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(title);
                TResult result = await work(new Listener<TProgress>(progress =>
                {
                    (long done, long? total) = read(progress);
                    bar.MaxValue = Math.Max(1, total ?? done);
                    bar.Value = done;
                }));
                bar.Value = bar.MaxValue;
                return result;
            });

    public static void Imported(ImportReport import)
    {
        if (import.Created == 0)
        {
            Say($"Imported before: all [bold]{import.Unchanged:N0}[/] orders are there, nothing changed.");
        }
        else
        {
            Say($"Imported [bold]{import.Created:N0}[/] orders of [bold]{import.CustomersCreated:N0}[/] customers, {import.Rejected:N0} lines rejected.");
        }
    }

    public static void Classified(ClassificationReport run, CustomerBase customers, ClassificationTexts texts)
    {
        Say($"Classified [bold]{run.Run.Customers:N0}[/] customers by {run.Dimensions.Count} rules as of 30 June 1998; {run.Run.Changed:N0} labels changed.");
        AnsiConsole.Write(Segments(customers.Dimensions.First(dimension => dimension.Dimension == Tour.Segmentation), texts));
        var others = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (DimensionComposition dimension in customers.Dimensions.Where(dimension => dimension.Dimension != Tour.Segmentation))
        {
            others.AddRow(
                $"[bold]{texts.OfDimension(dimension.Dimension, English).EscapeMarkup()}[/]",
                string.Join(" · ", dimension.Labels.Select(label => $"{NameOf(dimension, label, texts)} {label.Customers.ToString("N0", English)}")));
        }

        AnsiConsole.Write(others);
    }

    public static void Explained(Customer customer, IReadOnlyList<RuleExplanation> explanations, ClassificationTexts texts)
    {
        Say($"");
        Say($"Why customer [bold]{customer.Key ?? customer.Id.ToString()}[/] has these labels:");
        var table = new Table().Border(TableBorder.Simple).AddColumns("Dimension", "Label", "Because");
        foreach (RuleExplanation rule in explanations)
        {
            string label = rule.Verdict.Label is { } given ? texts.OfLabel(rule.Descriptor.Dimension, given, English) : "none";
            table.AddRow(
                texts.OfDimension(rule.Descriptor.Dimension, English).EscapeMarkup(), $"[bold]{label.EscapeMarkup()}[/]", Because(rule, texts).EscapeMarkup());
        }

        AnsiConsole.Write(table);
    }

    public static void Delivered(int customers, DispatchReport dispatched, OutboxStatus outbox) =>
        Say($"[bold]{customers:N0}[/] customers at risk have a message each: {dispatched.Sent:N0} delivered now, {outbox.Sent:N0} in all, through the file channel.");

    public static void End(string folder, PurchaseSummary purchases, TimeSpan elapsed)
    {
        Say($"[bold green]Done:[/] [bold]{purchases.Customers:N0} customers and {purchases.Orders:N0} orders[/] in {elapsed.TotalSeconds:0.0} s.");
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("what", "where");
        table.AddRow("Report", Path.Combine(folder, "report.html").EscapeMarkup());
        table.AddRow("报告", Path.Combine(folder, "report.zh.html").EscapeMarkup());
        table.AddRow("Messages", Path.Combine(folder, Tour.Messages).EscapeMarkup());
        table.AddRow("Database", Path.Combine(folder, "crm.db").EscapeMarkup());
        AnsiConsole.Write(table);
        Say($"Run it again: nothing is imported, labelled or sent twice. Next: docs/first-plugin.md, a rule of your own in thirty lines.");
    }

    public static void Fail(Exception error) => Console.Error.WriteLine(error switch
    {
        CrmException known => $"{known.Code}: {known.Message}",
        OperationCanceledException => "Stopped. What was confirmed stays; the next run goes on from there.",
        IOException or UnauthorizedAccessException => $"The quickstart could not use its files: {error.Message}",
        _ => $"The quickstart failed: {error}",
    });

    private static string Because(RuleExplanation rule, ClassificationTexts texts) => rule.Verdict.NoneCode is { } none
        ? texts.OfCode(none, English)
        : string.Join(' ', rule.Reasons.Select(reason => texts.Of(reason, English)));

    private static Table Segments(DimensionComposition dimension, ClassificationTexts texts)
    {
        double customers = dimension.Labels.Sum(label => label.Customers), most = dimension.Labels.Max(label => label.Customers);
        decimal spend = dimension.Labels.Sum(label => label.Spend.Amount);
        Table table = new Table().Border(TableBorder.Simple).AddColumn($"[bold]{texts.OfDimension(dimension.Dimension, English).EscapeMarkup()}[/]", column => column.Width(22))
            .AddColumn("").AddColumn("Customers", column => column.RightAligned()).AddColumn("", column => column.RightAligned()).AddColumn("Revenue", column => column.RightAligned());
        foreach (LabelShare label in dimension.Labels)
        {
            table.AddRow(
                NameOf(dimension, label, texts),
                $"[teal]{new string('█', (int)Math.Ceiling(BarWidth * label.Customers / most))}[/]",
                label.Customers.ToString("N0", English),
                (label.Customers / customers).ToString("P1", English),
                spend <= 0 ? "" : (label.Spend.Amount / spend).ToString("P1", English));
        }

        return table;
    }

    private static string NameOf(DimensionComposition dimension, LabelShare label, ClassificationTexts texts) =>
        (label.Label == LabelShare.NoLabel ? "no label" : texts.OfLabel(dimension.Dimension, label.Label, English)).EscapeMarkup();

    private static void Say(FormattableString text) => AnsiConsole.MarkupLine(text.ToString(English));

    /// <summary>Reports at once, on the caller's thread, so that the last figure is never overtaken.</summary>
    private sealed class Listener<T>(Action<T> listen) : IProgress<T>
    {
        public void Report(T value) => listen(value);
    }
}
