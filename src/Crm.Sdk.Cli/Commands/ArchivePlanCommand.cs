using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm archive plan</c>: who asks whom for what by when, as tasks of the owners.</summary>
internal sealed class ArchivePlanCommand
{
    private readonly Option<string?> _name = new("--name") { Description = "The plan's name: of one plan each customer has one task [default: the month of --as-of, such as 2026-11]" };
    private readonly Option<int> _perDay = new("--per-day") { Description = "How many tasks of an owner are due on a day at most [default: 5]", DefaultValueFactory = static _ => 5 };
    private readonly Option<int> _days = new("--days") { Description = "Over how many working days they are spread [default: 10]", DefaultValueFactory = static _ => 10 };
    private readonly Option<string?> _fallback = new("--fallback-owner") { Description = "Who asks customers without an owner [default: nobody]" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be planned, and write nothing" };

    public Command Make(CommandFrame frame) => frame.Make("plan", "Plan who asks whom for what by when, as tasks of the customers' owners", RunAsync, _name, _perDay, _days, _fallback, _dryRun);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        CultureInfo culture = call.Settings.Culture;
        bool dryRun = call.Parse.GetValue(_dryRun);
        var options = new CollectionOptions(call.Parse.GetValue(_name) ?? asOf.Date.ToString("uuuu-MM", CultureInfo.InvariantCulture))
        {
            PerOwnerPerDay = call.Parse.GetValue(_perDay),
            Days = call.Parse.GetValue(_days),
            FallbackOwner = call.Parse.GetValue(_fallback),
        };
        CollectionReport report;
        try
        {
            report = await call.Output.Progress.WithStatusAsync("Reading archives", say => host.Get<CollectionPlanner>().PlanAsync(
                call.Settings.Scope, options, asOf, culture, dryRun, new LineProgress(say, "Reading archives"), cancellationToken)).ConfigureAwait(false);
        }
        catch (CrmException wrong) when (wrong.Code == ErrorCodes.BadValue)
        {
            throw new CallException(wrong.Message);
        }

        var texts = host.Get<QualityTexts>();
        BlockTitles titles = ArchiveCommand.Titles(host, call);
        await call.Output.BlocksAsync(
        [
            titles.Record(
                "plan",
                ["name!", "dryRun", "customers", "withGaps", "alreadyAsked", "withoutOwner", "waiting", "planned"],
                [options.Name, dryRun, report.Customers, report.WithGaps, report.AlreadyAsked, report.WithoutOwner, report.Waiting, report.Tasks.Count],
                $"{titles.Of("plan")} {options.Name}"),
            titles.Rows("tasks", ["owner", "dueOn", "customer", "value", "asks"], report.Tasks.Select(task => (object?[])
                [task.Owner, task.DueOn, task.CustomerKey ?? task.Customer.ToString(), task.ValueLabel, task.Asks.Select(ask => new Coded(ask.Field, texts.OfField(ask.Field, culture))).ToArray()])),
        ]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
