using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm customer hand-over</c>: gives customers and their open tasks to another owner, with the reason on every revision.</summary>
internal sealed class CustomerHandOverCommand
{
    private readonly Option<string> _from = new("--from") { Description = "The key of the owner who gives them up", Required = true };
    private readonly Option<string> _to = new("--to") { Description = "The key of the owner who takes them over", Required = true };
    private readonly Option<string?> _team = new("--team") { Description = "The customers' new team [default: unchanged]" };
    private readonly Option<string?> _territory = new("--territory") { Description = "The customers' new territory [default: unchanged]" };
    private readonly Option<string> _reason = new("--reason") { Description = "Why; it stands in the history of everything that moves", Required = true };
    private readonly Option<string[]> _where = new("--where") { Description = "Only customers with FIELD=VALUE, for example region=north; may be repeated, then all must hold" };

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
            Where = FieldCondition.Read(host.Get<ICrm>().Model.Of(typeof(Customer)), call.Parse.GetValue(_where) ?? []),
        };
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
}
