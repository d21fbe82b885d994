using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit case assign</c>: names who does the steps of a role in a case.</summary>
internal sealed class CreditCaseAssignCommand
{
    private readonly Argument<string> _case = new("CASE") { Description = "The case's id" };
    private readonly Argument<string> _role = new("ROLE") { Description = "credit-investigator, credit-analyst, credit-approver, credit-director, credit-collector, or credit-controller" };
    private readonly Argument<string> _person = new("PERSON") { Description = "The key of an employee with that role" };

    public Command Make(CommandFrame frame) => frame.Make("assign", "Name who does the steps of a role in a case; takes a credit controller (--actor)", RunAsync, _case, _role, _person);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        CreditCaseId id = CreditCases.Id(call.Parse.GetRequiredValue(_case));
        return CreditCases.DoAsync(
            call,
            (host, session) => host.Get<CreditCaseDesk>().AssignAsync(session, id, call.Parse.GetRequiredValue(_role), call.Parse.GetRequiredValue(_person), cancellationToken),
            cancellationToken);
    }
}
