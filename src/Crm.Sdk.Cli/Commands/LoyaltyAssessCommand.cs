using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Loyalty;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm loyalty assess</c>: assesses the loyalty of one customer, or of all, and keeps the assessments.</summary>
internal sealed class LoyaltyAssessCommand
{
    private readonly Argument<string?> _id = new("ID") { Description = "The customer's external key or internal id", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "Instead of ID: all customers. Again for the same day it adds only what changed" };

    public Command Make(CommandFrame frame) => frame.Make("assess", "Measure how loyal customers are, of which type and why, and keep it", RunAsync, _id, _all);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string? id = call.Parse.GetValue(_id);
        if (id is null != call.Parse.GetValue(_all))
        {
            throw new CallException("Give the ID of a customer, or --all, and not both.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        return id is null ? await AllAsync(call, host, cancellationToken).ConfigureAwait(false) : await OneAsync(call, host, id, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> OneAsync(CommandContext call, ToolHost host, string id, CancellationToken cancellationToken)
    {
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, CustomerLookup.Canonical(id), cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        FiledLoyalty filed = await host.Get<LoyaltyMeasuring>().AssessAsync(session, customer, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.BlocksAsync(new LoyaltyBlocks(host, call.Settings).Of(id, filed)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> AllAsync(CommandContext call, ToolHost host, CancellationToken cancellationToken)
    {
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        LoyaltyRunReport report = await call.Output.Progress.WithStatusAsync(
            "Measuring loyalty",
            status => host.Get<LoyaltyMeasuring>().AssessAllAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), new LineProgress(status, "customers"), cancellationToken)).ConfigureAwait(false);
        var titles = new BlockTitles(host.Get<CrmTexts>(), "loyalty.title", call.Settings.Culture);
        await call.Output.BlocksAsync(
        [
            titles.Record(
                "run",
                ["customers#", "assessed#", "unchanged#", "unknown#", "failed", "elapsedMs!"],
                [report.Customers, report.Assessed, report.Unchanged, report.Unknown, report.Failed.ToArray(), (long)time.GetElapsedTime(start).TotalMilliseconds]),
        ]).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
