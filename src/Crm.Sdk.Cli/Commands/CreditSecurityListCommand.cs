using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit security list</c>: lists what secures a credit account.</summary>
internal sealed class CreditSecurityListCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };

    public Command Make(CommandFrame frame) => frame.MakeRows("list", "List what secures a customer's credit account, ended ones too", RunAsync, _id);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken) => CreditSecurities.DoAsync(
        call, call.Parse.GetRequiredValue(_id), (accounts, session, customer, _) => accounts.FindAsync(session, customer, cancellationToken), cancellationToken);
}
