using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Segments;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm segment count</c>: how many members a segment has, and how they were counted.</summary>
internal sealed class SegmentCountCommand
{
    private readonly Option<string> _where = new("--where") { Description = "The segment as JSON, or a file that holds it", Required = true };

    public Command Make(CommandFrame frame) => frame.Make("count", "Count the members of a segment", RunAsync, _where);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Segment segment = await SegmentText.ReadAsync(call.Parse.GetRequiredValue(_where), cancellationToken).ConfigureAwait(false);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var time = host.Get<TimeProvider>();
        var request = new SegmentRequest(segment, call.Settings.AsOf(host.Get<IClock>()));
        long start = time.GetTimestamp();
        SegmentCount count = await call.Output.Progress.WithStatusAsync(
            "Counting",
            status => host.Get<ISegments>().CountAsync(
                call.Settings.Scope,
                request,
                new Progress<long>(judged => status(string.Create(CultureInfo.InvariantCulture, $"Counting: {judged:N0} customers judged"))),
                cancellationToken)).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "segment",
            ("count", count.Members),
            ("elapsedMs", (long)time.GetElapsedTime(start).TotalMilliseconds),
            ("plan", count.Plan.ToString())).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
