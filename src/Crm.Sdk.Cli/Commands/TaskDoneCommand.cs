using System.CommandLine;
using System.Globalization;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Tasks;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm task done</c>: closes a task with its result, books its cost, and lets its series go on.</summary>
internal sealed class TaskDoneCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The task's key or internal id" };
    private readonly Option<string> _result = new("--result") { Description = "What came of it", Required = true };
    private readonly Option<string?> _cost = new("--cost") { Description = "What it cost; booked as invested in the customer. Needs --currency" };
    private readonly Option<string?> _currency = new("--currency") { Description = "The currency of --cost, ISO 4217" };
    private readonly Option<bool> _endSeries = new("--end-series") { Description = "Add no next task of the series" };

    public Command Make(CommandFrame frame) => frame.Make("done", "Close a task with its result", RunAsync, _id, _result, _cost, _currency, _endSeries);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        var outcome = new TaskOutcome(Result(call), Cost(call)) { EndsSeries = call.Parse.GetValue(_endSeries) };
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var desk = host.Get<ITaskDesk>();
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CrmTask task = await desk.GetAsync(session, call.Parse.GetRequiredValue(_id), cancellationToken).ConfigureAwait(false);
        TaskCompletion done = await desk.CompleteAsync(session, task, outcome, cancellationToken).ConfigureAwait(false);
        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        await call.Output.DocumentAsync(
            "task done",
            ("id", done.Task.Id.ToString()),
            ("title", done.Task.Title),
            ("closedAt", done.Task.ClosedAt),
            ("next", done.Next?.Id.ToString()),
            ("nextStart", done.Next?.Start),
            ("nextDue", done.Next?.Due ?? (object?)done.Next?.DueOn),
            ("invested", done.Investment?.Amount)).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private string Result(CommandContext call)
    {
        string result = call.Parse.GetRequiredValue(_result);
        return string.IsNullOrWhiteSpace(result) ? throw new CallException("--result: the text is empty; say what came of it.") : CanonicalText.Normalize(result, CrmTask.MaxNotesLength, "--result");
    }

    private Money? Cost(CommandContext call)
    {
        string? cost = call.Parse.GetValue(_cost), currency = call.Parse.GetValue(_currency);
        if (cost is null && currency is null)
        {
            return null;
        }

        try
        {
            return currency is not null && decimal.TryParse(cost, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount)
                ? Money.Of(amount, currency)
                : throw new CallException("--cost, --currency: give both, an amount such as 88.00 and a currency such as CNY.");
        }
        catch (CrmException wrong)
        {
            throw new CallException($"--cost, --currency: {wrong.Message}");
        }
    }
}
