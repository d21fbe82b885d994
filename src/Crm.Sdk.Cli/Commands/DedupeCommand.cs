using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers.Duplicates;
using Spectre.Console;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm dedupe</c>: finds customers that are in the base twice.</summary>
internal sealed class DedupeCommand
{
    private static readonly Column[] Columns = [new("left"), new("right"), new("score", IsNumber: true), new("reasons")];

    private readonly Option<double> _threshold = new("--threshold")
    {
        Description = "From which score on a pair is told, 0.01 to 0.999999 [default: 0.8]",
        DefaultValueFactory = static _ => DuplicateOptions.DefaultThreshold,
    };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "dedupe",
        "Find customers that are in the base twice, merge them, take merges apart",
        frame.MakeRows("find", "Find pairs of customers that are probably one", FindAsync, _threshold),
        new DedupeMergeCommand().Merge(frame),
        new DedupeMergeCommand().Unmerge(frame));

    private async Task<int> FindAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        CultureInfo culture = call.Settings.Culture;
        DuplicateReport report = await call.Output.Progress.WithStatusAsync("Reading customers", async status =>
        {
            DuplicateSearch search = Search(host, call, new Progress<DuplicateProgress>(progress => status(Describe(progress))));
            await call.Output.SummaryAsync(Columns, RowsAsync(search, host.Get<ClassificationTexts>(), culture, cancellationToken), cancellationToken).ConfigureAwait(false);
            return search.Report;
        }).ConfigureAwait(false);
        long elapsed = (long)time.GetElapsedTime(start).TotalMilliseconds;
        foreach (LargeBlock block in report.LargeBlocks)
        {
            call.Output.Progress.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[yellow]{block.Customers:N0} customers share one value of {block.Rule} (one of them is {block.Example}); {block.NotCompared:N0} of their pairs were not compared for it[/]");
        }

        await call.Output.DocumentAsync(
            "Duplicates",
            ("pairs", report.Pairs),
            ("customers", report.Customers),
            ("compared", report.Compared),
            ("largeBlocks", report.LargeBlockCount),
            ("elapsedMs", elapsed)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private DuplicateSearch Search(ToolHost host, CommandContext call, IProgress<DuplicateProgress> progress)
    {
        try
        {
            return host.Get<DuplicateFinder>().Search(call.Settings.Scope, new DuplicateOptions { Threshold = call.Parse.GetValue(_threshold) }, progress);
        }
        catch (CrmException wrong) when (wrong.Code == DuplicateErrorCodes.BadOption)
        {
            throw new CallException($"--threshold: {wrong.Message}");
        }
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(DuplicateSearch search, ClassificationTexts texts, CultureInfo culture, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (DuplicatePair pair in search.PairsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return
            [
                pair.Left.Key ?? pair.Left.Id.ToString(),
                pair.Right.Key ?? pair.Right.Id.ToString(),
                Math.Round(pair.Score, 6),
                string.Join(' ', pair.Findings.SelectMany(static finding => finding.Reasons).Select(reason => texts.Of(reason, culture))),
            ];
        }
    }

    private static string Describe(DuplicateProgress progress) => progress.Step switch
    {
        DuplicateStep.Blocking => $"Reading customers: {progress.Done:N0}",
        DuplicateStep.Pairing => "Sorting pairs",
        _ => $"Comparing pairs: {progress.Done:N0}",
    };
}
