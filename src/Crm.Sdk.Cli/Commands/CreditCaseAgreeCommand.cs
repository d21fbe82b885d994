using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case agree</c>: agrees to another grade than the assessment's, or refuses it.</summary>
internal sealed class CreditCaseAgreeCommand
{
    private readonly Argument<string> _case = new("CASE") { Description = "The case's id" };
    private readonly Option<bool> _refuse = new("--refuse") { Description = "Refuses the grade; the case is graded again" };

    public Command Make(CommandFrame frame) => frame.Make("agree", "Agree to the grade that somebody else proposed; takes a credit approver (--actor)", RunAsync, _case, _refuse);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CreditCaseId id = CreditCases.Id(call.Parse.GetRequiredValue(_case));
        return CreditCases.DoAsync(call, (host, session) => host.Get<CreditCaseDesk>().AgreeAsync(session, id, !call.Parse.GetValue(_refuse), cancellationToken), cancellationToken);
    }
}
