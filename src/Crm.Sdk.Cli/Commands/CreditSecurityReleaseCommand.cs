using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit security release</c>: gives a security back.</summary>
internal sealed class CreditSecurityReleaseCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Argument<string> _reference = new("REFERENCE") { Description = "The security's reference" };
    private readonly Option<string?> _from = new("--from") { Description = "The first day on which it secures nothing any more [default: today]" };

    public Command Make(CommandFrame frame) => frame.MakeRows("release", "Give a security back: it secures nothing from a day on", RunAsync, _id, _reference, _from);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        LocalDate? from = DayText.OfOptional(call.Parse.GetValue(_from), "--from");
        return CreditSecurities.DoAsync(
            call,
            call.Parse.GetRequiredValue(_id),
            async (accounts, session, customer, today) => await accounts.ReleaseSecurityAsync(session, customer, call.Parse.GetRequiredValue(_reference), from ?? today, cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }
}
