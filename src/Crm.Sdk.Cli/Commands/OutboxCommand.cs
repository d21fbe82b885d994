using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Notifications;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm outbox</c>: delivers what is due, and shows where messages stand.</summary>
internal sealed class OutboxCommand
{
    private const int PageSize = 500;

    private static readonly Column[] DeadColumns = [new("key"), new("channel"), new("attempts", IsNumber: true), new("reason")];

    private readonly Option<bool> _untilEmpty = new("--until-empty") { Description = "Go on until nothing is pending, retries included" };

    public Command Make(CommandFrame frame) => CommandFrame.Group(
        "outbox", "Messages on their way",
        frame.Make("dispatch", "Deliver what is due", DispatchAsync, _untilEmpty),
        frame.Make("status", "Count messages by where they stand", StatusAsync),
        frame.MakeRows("dead", "List messages that were given up", DeadAsync),
        frame.Make("retry", "Have messages that were given up sent again, under their own keys", RetryAsync));

    private async Task<int> DispatchAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var dispatcher = host.Get<OutboxDispatcher>();
        var time = host.Get<TimeProvider>();
        long start = time.GetTimestamp();
        DispatchReport report = await call.Output.Progress.WithStatusAsync(
            "Delivering",
            status =>
            {
                var progress = new Progress<DispatchReport>(p => status(string.Create(CultureInfo.InvariantCulture, $"{p.Sent:N0} sent, {p.Failed:N0} failed")));
                return call.Parse.GetValue(_untilEmpty)
                    ? dispatcher.DispatchUntilEmptyAsync(call.Settings.Scope, progress, cancellationToken)
                    : dispatcher.DispatchAsync(call.Settings.Scope, progress, cancellationToken);
            }).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "outbox dispatch",
            ("sent", report.Sent),
            ("failed", report.Failed),
            ("deadLettered", report.DeadLettered),
            ("failedOver", report.FailedOver),
            ("suppressed", report.Suppressed),
            ("outcomeUnknown", report.OutcomeUnknown),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> StatusAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        OutboxStatus status = await host.Get<IOutbox>().GetStatusAsync(call.Settings.Scope, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "outbox",
            ("pending", status.Pending),
            ("inFlight", status.InFlight),
            ("outcomeUnknown", status.OutcomeUnknown),
            ("sent", status.Sent),
            ("deadLettered", status.DeadLettered),
            ("suppressed", status.Suppressed)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> DeadAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("dead letters", DeadColumns, DeadRowsAsync(host.Get<IOutbox>(), call.Settings.Scope, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<int> RetryAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        int retried = await host.Get<IOutbox>().RetryAllAsync(call.Settings.Scope, OutboxState.DeadLettered, cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync("outbox retry", ("pending", (long)retried)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> DeadRowsAsync(IOutbox outbox, CrmScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageCursor? after = null;
        do
        {
            CrmPage<OutboxMessage> page = await outbox.ListAsync(scope, OutboxState.DeadLettered, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (OutboxMessage message in page.Items)
            {
                yield return [message.Key, message.Channel, (long)message.Attempts, message.Reason];
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
