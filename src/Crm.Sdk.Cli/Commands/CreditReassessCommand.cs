using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit reassess</c>: assesses who is due.</summary>
internal sealed class CreditReassessCommand
{
    private readonly Option<int?> _take = new("--take") { Description = "How many at most [default: all]" };
    private readonly Option<string> _currency = new("--currency") { Description = "The currency of assessments without an account [default: CNY]", DefaultValueFactory = static _ => "CNY" };

    public Command Make(CommandFrame frame) => frame.MakeRows("reassess", "Assess again who is due, and keep the assessments; exit 3 where some could not be made", RunAsync, _take, _currency);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        if (call.Parse.GetValue(_take) is < 1 and var take)
        {
            throw new CallException($"--take: {take} is no number from 1 on.");
        }

        string code = call.Parse.GetRequiredValue(_currency);
        if (!Currency.TryParse(code, out Currency currency))
        {
            throw new CallException($"--currency: '{code}' is no active ISO 4217 code; give for example CNY or USD.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerable<ReviewedCredit> reviewed = host.Get<CreditReviews>().RunAsync(
            call.Settings.Scope, call.Settings.AsOf(host.Get<IClock>()), currency, call.Parse.GetValue(_take), dryRun: false, cancellationToken);
        return await ReviewRows.WriteAsync(call, host, reviewed, isDone: true, cancellationToken).ConfigureAwait(false) ? ExitCode.Done : ExitCode.SomeRejected;
    }
}
