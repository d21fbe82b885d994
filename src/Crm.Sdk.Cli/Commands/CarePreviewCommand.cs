using System.CommandLine;
using System.Runtime.CompilerServices;
using Crm.Sdk.Care;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Cli.Output;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm care preview</c>: what a plan would do for every customer, and why it would do nothing; writes nothing.</summary>
internal sealed class CarePreviewCommand
{
    private static readonly Column[] Columns = [new("plan"), new("customer"), new("occasion"), new("day"), new("channel"), new("notBefore"), new("reason"), new("text")];

    private readonly Option<string> _plan = new("--plan") { Description = "The plan's name, or a file that holds one", Required = true };

    public Command Make(CommandFrame frame) => frame.MakeRows("preview", "Show what a plan would do for every customer, and why it would do nothing", RunAsync, _plan);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        string name = call.Parse.GetRequiredValue(_plan);
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        var planner = host.Get<CarePlanner>();
        CarePlan plan = File.Exists(name)
            ? CarePlanJson.Read(await CareFile.ReadAsync(name, cancellationToken).ConfigureAwait(false))
            : (await planner.Plans.FindAsync(call.Settings.Scope, name, cancellationToken).ConfigureAwait(false))?.ToPlan()
                ?? throw new CareException(CareErrorCodes.UnknownPlan, name, string.Empty, "there is no plan of that name; save it first.");
        AsOf asOf = call.Settings.AsOf(host.Get<IClock>());
        var tally = new CareTally();
        await call.Output.SummaryAsync(Columns, RowsAsync(planner.PreviewAsync(call.Settings.Scope, plan, asOf, cancellationToken), host.Get<CrmTexts>(), call, tally, cancellationToken), cancellationToken).ConfigureAwait(false);
        await CareReportOutput.WriteAsync(call, $"care preview {plan.Name}", tally.Report).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async IAsyncEnumerable<object?[]> RowsAsync(IAsyncEnumerable<CareLine> lines, CrmTexts texts, CommandContext call, CareTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (CareLine line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            tally.Add(line);
            yield return
            [
                line.Plan, line.CustomerKey ?? line.Customer.ToString(), line.Occasion?.Key, line.Occasion?.Day, line.Channel, line.NotBefore, line.LeftOut is { } reason ? texts.Of(reason, call.Settings.Culture) : null,
                line.Message?.Body,
            ];
        }
    }
}
