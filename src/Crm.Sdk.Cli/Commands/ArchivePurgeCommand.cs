using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive purge</c>: removes customers of the recycle bin for good, by a rule.</summary>
internal sealed class ArchivePurgeCommand
{
    private readonly Option<int> _days = new("--days") { Description = "Only customers that have been in the recycle bin for so many days", Required = true };
    private readonly Option<string?> _kind = new("--kind") { Description = "Only customers of a kind: individual or enterprise [default: both]" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be removed, and write nothing" };

    public Command Make(CommandFrame frame) => frame.Make("purge", "Remove customers of the recycle bin for good, but for those that others name", RunAsync, _days, _kind, _dryRun);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var rule = new PurgeRule(Days(call.Parse.GetValue(_days), "--days")) { Kind = Kind(call.Parse.GetValue(_kind), "--kind") };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        PurgeReport report = await call.Output.Progress.WithStatusAsync("Emptying the recycle bin", say => host.Get<RecycleBinPurge>().RunAsync(
            call.Settings.Scope, rule, asOf, call.Parse.GetValue(_dryRun), new LineProgress(say, "Emptying the recycle bin"), cancellationToken)).ConfigureAwait(false);
        await call.Output.BlocksAsync(Blocks(report, ArchiveCommand.Titles(host, call))).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>A purge as the tool shows it.</summary>
    public static IReadOnlyList<Block> Blocks(PurgeReport report, BlockTitles titles) =>
    [
        titles.Record("purge", ["dryRun", "customers", "purged", "younger", "merged", "named"], [report.DryRun, report.Customers, report.Purged, report.Younger, report.Merged, report.Named]),
        titles.Rows("namedBy", ["kind", "customers#"], report.NamedBy.Select(static by => (object?[])[by.Kind.Name, by.Customers])),
    ];

    /// <summary>The days of an option.</summary>
    public static int Days(int days, string option) => days >= 0 ? days : throw new CallException($"{option}: give 0 days or more, not {days}.");

    /// <summary>The kind of customers of an option.</summary>
    public static CustomerKind? Kind(string? kind, string option) => kind switch
    {
        null => null,
        "individual" => CustomerKind.Individual,
        "enterprise" => CustomerKind.Enterprise,
        _ => throw new CallException($"{option}: '{kind}' is no kind of customers; give individual or enterprise."),
    };
}
