using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive upkeep</c>: standardises values, puts idle prospects away, has stale contact points verified.</summary>
internal sealed class ArchiveUpkeepCommand
{
    private readonly Option<int?> _idle = new("--archive-idle") { Description = "Put away the archives of those who never ordered once nothing happened for so many days [default: none]" };
    private readonly Option<string?> _verify = new("--verify") { Description = "Plan tasks that verify stale telephone numbers and e-mail addresses, under this plan's name [default: none]" };
    private readonly Option<bool> _duplicates = new("--duplicates") { Description = "Count the pairs of customers that are probably one, over the whole base" };
    private readonly Option<int?> _purge = new("--purge-days") { Description = "Remove for good what has been in the recycle bin for so many days, but for what others name [default: nothing]" };
    private readonly Option<string?> _purgeKind = new("--purge-kind") { Description = "Only individual or enterprise customers of the recycle bin [default: both]" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done, and write nothing" };

    public Command Make(CommandFrame frame) => frame.Make(
        "upkeep", "Standardise values, put idle prospects away, have stale contact points verified, count duplicates, empty the recycle bin by a rule", RunAsync, _idle, _verify, _duplicates, _purge, _purgeKind, _dryRun);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CultureInfo culture = call.Settings.Culture;
        var options = new UpkeepOptions
        {
            ArchiveIdleDays = call.Parse.GetValue(_idle),
            Verification = call.Parse.GetValue(_verify) is { } name ? new CollectionOptions(name) : null,
            Duplicates = call.Parse.GetValue(_duplicates) ? new DuplicateOptions() : null,
            Purge = Purge(call),
        };
        UpkeepReport report;
        try
        {
            report = await call.Output.Progress.WithStatusAsync("Keeping archives", say => host.Get<ArchiveUpkeep>().RunAsync(
                call.Settings.Scope, options, asOf, culture, call.Parse.GetValue(_dryRun), new LineProgress(say, "Keeping archives"), cancellationToken)).ConfigureAwait(false);
        }
        catch (CrmException wrong) when (wrong.Code == ErrorCodes.BadValue)
        {
            throw new CallException(wrong.Message);
        }

        await call.Output.BlocksAsync(Blocks(report, ArchiveCommand.Titles(host, call))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static IReadOnlyList<Block> Blocks(UpkeepReport report, BlockTitles titles) =>
    [
        titles.Record(
            "upkeep",
            ["dryRun", "customers", "standardised", "irregular", "archived", "verifications", "duplicates"],
            [report.DryRun, report.Customers, report.Standardised, report.Irregular, report.Archived, (long)(report.Verification?.Tasks.Count ?? 0), report.Duplicates?.Pairs]),
        titles.Rows("irregular", ["customer", "field", "rule"], report.IrregularSamples.Select(static value => (object?[])[value.Customer, value.Field, value.Rule])),
        .. report.Purge is { } purge ? ArchivePurgeCommand.Blocks(purge, titles) : [],
    ];

    private PurgeRule? Purge(CommandContext call)
    {
        CustomerKind? kind = ArchivePurgeCommand.Kind(call.Parse.GetValue(_purgeKind), "--purge-kind");
        return call.Parse.GetValue(_purge) is { } days ? new PurgeRule(ArchivePurgeCommand.Days(days, "--purge-days")) { Kind = kind }
            : kind is null ? null
            : throw new CallException("--purge-kind: give --purge-days too.");
    }
}
