using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit due</c>: lists who is due to be assessed again, and why.</summary>
internal sealed class CreditDueCommand
{
    public Command Make(CommandFrame frame) => frame.MakeRows("due", "List who is due to be assessed again: by schedule, on late payment, on change of facts", RunAsync);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<ReviewedCredit> due = host.Get<CreditReviews>().DueAsync(call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), cancellationToken).Select(static review => new ReviewedCredit(review, null, null));
        await ReviewRows.WriteAsync(call, host, due, isDone: false, cancellationToken).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
