using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case show</c>: shows a credit case.</summary>
internal sealed class CreditCaseShowCommand
{
    private readonly Argument<string> _case = new("CASE") { Description = "The case's id" };

    public Command Make(CommandFrame frame) => frame.Make("show", "Show a credit case: where it stands, who does what, and the steps that were done", RunAsync, _case);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CreditCaseId id = CreditCases.Id(call.Parse.GetRequiredValue(_case));
        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        CreditCase found = await session.FindAsync<CreditCase>(id, cancellationToken).ConfigureAwait(false) ?? throw new CallException($"There is no credit case {id}.");
        await CreditCases.ShowAsync(call, host, found).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
