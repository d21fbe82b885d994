using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer hand-over</c>: gives customers and their open tasks to another owner, with the reason on every revision.</summary>
internal sealed class CustomerHandOverCommand
{
    private readonly Option<string> _from = new("--from") { Description = "The key of the owner who gives them up", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The key of the owner who takes them over", Required = true };
    private readonly Option<string?> _team = new("--team") { Description = "The customers' new team [default: unchanged]" };
    private readonly Option<string?> _territory = new("--territory") { Description = "The customers' new territory [default: unchanged]" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why; it stands in the history of everything that moves", Required = true };
    private readonly Option<string[]> _where = new("--where") { Description = "Only customers with FIELD=VALUE, for example region=north, or the members of a segment as JSON or a file; may be repeated, then all must hold" };

    public Command Make(CommandFrame frame) =>
        frame.Make("hand-over", "Hand customers and their open tasks over to another owner", RunAsync, _from, _to, _team, _territory, _reason, _where);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string from = call.Parse.GetRequiredValue(_from), to = call.Parse.GetRequiredValue(_to);
        if (string.IsNullOrWhiteSpace(from) || string.IsNullOrWhiteSpace(to) || from == to)
        {
            throw new CallException($"--from, --to: '{from}' and '{to}' must be two different owners.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var handOver = new HandOver(call.Parse.GetRequiredValue(_reason))
        {
            From = from,
            Owner = to,
            Team = call.Parse.GetValue(_team),
            Territory = call.Parse.GetValue(_territory),
        };
        handOver = await ChooseAsync(host, call, handOver, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        HandOverReport report = await call.Output.Progress.WithStatusAsync(
            "Handing over",
            status => host.Get<OwnershipDesk>().HandOverAsync(
                call.Settings.Scope,
                handOver,
                new Progress<long>(moved => status(string.Create(CultureInfo.InvariantCulture, $"{moved:N0} customers handed over"))),
                cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "customer hand-over",
            ("from", from),
            ("to", to),
            ("customers", report.Customers),
            ("tasks", report.Tasks),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    /// <summary>FIELD=VALUE for those who type one, a segment for all else.</summary>
    private async Task<HandOver> ChooseAsync(ToolHost host, CommandContext call, HandOver handOver, CancellationToken cancellationToken)
    {
        string[] written = call.Parse.GetValue(_where) ?? [];
        string[] segments = [.. written.Where(SegmentText.Looks)];
        handOver = handOver with { Where = FieldCondition.Read(host.Get<ICrm>().Model.Of(typeof(Customer)), written.Except(segments)) };
        if (segments.Length == 0)
        {
            return handOver;
        }

        var all = new List<Segment>();
        foreach (string text in segments)
        {
            all.Add(await SegmentText.ReadAsync(text, cancellationToken).ConfigureAwait(false));
        }

        if (handOver.Where != Condition.Everything)
        {
            throw new CallException("--where: give FIELD=VALUE or segments, not both.");
        }

        var request = new SegmentRequest(Segment.All([.. all]), call.Settings.AsOf(host.Get<IClock>()));
        SegmentPlan plan = await host.Get<ISegments>().PlanAsync(call.Settings.Scope, request, cancellationToken).ConfigureAwait(false);
        return plan.Condition is { } fields ? handOver with { Where = fields } : handOver with { Segment = request };
    }
}
