using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Scheduling;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm schedule history</c>: the occurrences of a schedule that ran.</summary>
internal sealed class ScheduleHistoryCommand
{
    private static readonly Column[] Columns = [new("at"), new("outcome"), new("startedAt"), new("endedAt"), new("done", IsNumber: true), new("attempt", IsNumber: true), new("missed", IsNumber: true), new("error"), new("host")];

    private readonly Option<int> _take = new("--take") { Description = "How many at most, 1 to 1,000 [default: 20]", DefaultValueFactory = static _ => 20 };

    public Command Make(CommandFrame frame)
    {
        _take.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000)
            {
                result.AddError("--take takes 1 to 1,000.");
            }
        });
        return frame.MakeRows("history", "List what ran of a schedule, the latest first", RunAsync, ScheduleCall.Name, _take);
    }

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ScheduleCall.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string name = call.Parse.GetRequiredValue(ScheduleCall.Name); // also one that the settings have no longer
        IReadOnlyList<ScheduledOccurrence> history = await host.Get<ScheduleDesk>().HistoryAsync(call.Settings.Scope, name, call.Parse.GetValue(_take), cancellationToken).ConfigureAwait(false);
        await call.Output.RowsAsync("occurrences", Columns, history.Select(static one => new object?[]
        {
            one.Nominal, OutcomeText.Of(one.State), one.StartedAt, one.EndedAt, one.Done, (long)one.Attempt, one.Missed, one.Error, one.Holder,
        }).ToAsyncEnumerable(), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
