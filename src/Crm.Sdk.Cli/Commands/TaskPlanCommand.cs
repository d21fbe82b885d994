using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using Crm.Sdk.Tasks;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task plan</c>: what a person has on a day.</summary>
internal sealed class TaskPlanCommand
{
    private static readonly Column[] Columns = [new("section"), new("at"), new("until"), new("title"), new("priority", IsNumber: true), new("customer"), new("warning"), new("id")];

    private readonly Option<string> _owner = new("--owner") { Description = "The key of the employee", Required = true };
    private readonly Option<string?> _date = new("--date") { Description = "The day, in --zone [default: today]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("plan", "List what a person has on a day: appointments, what is overdue, what is due", RunAsync, _owner, _date);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string owner = call.Parse.GetRequiredValue(_owner);
        LocalDate? given = DayText.OfOptional(call.Parse.GetValue(_date), "--date");
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var query = new DayPlanQuery(owner, given ?? call.Settings.AsOf(host.Get<IClock>()).Date, call.Settings.Zone);
        await call.Output.RowsAsync($"{owner}, {query.Date:uuuu-MM-dd}", Columns, RowsAsync(host, call, query, cancellationToken), cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(ToolHost host, CommandContext call, DayPlanQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CultureInfo culture = call.Settings.Culture;
        DayPlan plan;
        do
        {
            plan = await host.Get<TaskPlanner>().PlanAsync(call.Settings.Scope, query, cancellationToken).ConfigureAwait(false);
            Dictionary<TaskId, PlanOverlap> overlaps = plan.Overlaps.ToDictionary(static overlap => overlap.Later.Id);
            foreach (PlanEntry entry in plan.Entries)
            {
                CrmTask task = entry.Task;
                string? warning = overlaps.TryGetValue(task.Id, out PlanOverlap? overlap) ? Warning(host, query, overlap, culture) : null;
                object at = entry.Section == PlanSection.Appointment || task.Due is not null ? entry.At : task.DueOn!;
                yield return [NameOf(entry.Section), at, entry.Section == PlanSection.Appointment ? task.End : null, task.Title, (long?)task.Priority, task.Customer?.ToString(), warning, task.Id.ToString()];
            }

            query = query with { After = plan.Next };
        }
        while (plan.Next is not null);
    }

    private static string Warning(ToolHost host, DayPlanQuery query, PlanOverlap overlap, CultureInfo culture) => host.Get<CrmTexts>().Of(
        new Reason("task.plan.overlap", [overlap.Earlier.Title, overlap.Until.InZone(query.Zone).ToString("HH:mm", CultureInfo.InvariantCulture)]),
        culture);

    private static string NameOf(PlanSection section) => section switch
    {
        PlanSection.Appointment => "appointment",
        PlanSection.Overdue => "overdue",
        _ => "due",
    };
}
