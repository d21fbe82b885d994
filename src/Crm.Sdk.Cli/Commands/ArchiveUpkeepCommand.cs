using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive upkeep</c>: standardises values, puts idle prospects away, has stale contact points verified.</summary>
internal sealed class ArchiveUpkeepCommand
{
    private readonly Option<int?> _idle = new("--archive-idle") { Description = "Put away the archives of those who never ordered once nothing happened for so many days [default: none]" };
    private readonly Option<string?> _verify = new("--verify") { Description = "Plan tasks that verify stale telephone numbers and e-mail addresses, under this plan's name [default: none]" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done, and write nothing" };

    public Command Make(CommandFrame frame) => frame.Make("upkeep", "Standardise values, put idle prospects away, have stale contact points verified; deletes nothing", RunAsync, _idle, _verify, _dryRun);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CultureInfo culture = call.Settings.Culture;
        var options = new UpkeepOptions
        {
            ArchiveIdleDays = call.Parse.GetValue(_idle),
            Verification = call.Parse.GetValue(_verify) is { } name ? new CollectionOptions(name) : null,
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

        await call.Output.BlocksAsync(
        [
            new Block(
                "upkeep",
                "upkeep",
                [new("dryRun", "dry run"), new("customers", "customers"), new("standardised", "standardised"), new("irregular", "irregular values"), new("archived", "archived"), new("verifications", "verifications planned")],
                [[report.DryRun, report.Customers, report.Standardised, report.Irregular, report.Archived, (long)(report.Verification?.Tasks.Count ?? 0)]],
                IsRecord: true),
            new Block(
                "irregular",
                "irregular values",
                [new("customer", "customer"), new("field", "field"), new("rule", "rule")],
                [.. report.IrregularSamples.Select(static value => (object?[])[value.Customer, value.Field, value.Rule])]),
        ]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
