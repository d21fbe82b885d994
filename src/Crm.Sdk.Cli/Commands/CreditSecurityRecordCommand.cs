using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit security record</c>: records a security of a credit account.</summary>
internal sealed class CreditSecurityRecordCommand
{
    private const decimal InMillionths = 1_000_000m;

    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Option<string> _type = new("--type") { Description = $"{string.Join(", ", SecurityTypes.List.Members.Select(static type => type.Code))}, or a code of your own", Required = true };
    private readonly Option<string> _amount = new("--amount") { Description = "What it secures at most", Required = true };
    private readonly Option<string> _currency = new("--currency") { Description = "Its currency, ISO 4217", Required = true };
    private readonly Option<string> _reference = new("--reference") { Description = "The number of the policy, deed or account; tells it from the account's other ones", Required = true };
    private readonly Option<decimal> _share = new("--share") { Description = "The share of what is at risk that it secures, above 0 and at most 1 [default: 1]", DefaultValueFactory = static _ => 1 };
    private readonly Option<string?> _from = new("--from") { Description = "The first day on which it secures [default: today]" };
    private readonly Option<string?> _until = new("--until") { Description = "The last day; none where left out" };

    public Command Make(CommandFrame frame) => frame.MakeRows("record", "Record insurance, collateral, a guarantee, a deposit or a letter of credit", RunAsync, _id, _type, _amount, _currency, _reference, _share, _from, _until);

    private Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        Money amount = CreditOrders.Amount(call.Parse.GetRequiredValue(_amount), call.Parse.GetRequiredValue(_currency), "--amount, --currency");
        decimal share = call.Parse.GetValue(_share);
        if (share is <= 0 or > 1 || share * InMillionths != decimal.Truncate(share * InMillionths))
        {
            throw new CallException($"--share: {share} is not above 0 and at most 1 with six digits after the point.");
        }

        LocalDate? from = DayText.OfOptional(call.Parse.GetValue(_from), "--from"), until = DayText.OfOptional(call.Parse.GetValue(_until), "--until");
        return CreditSecurities.DoAsync(
            call,
            call.Parse.GetRequiredValue(_id),
            async (accounts, session, customer, today) => await accounts.AddSecurityAsync(
                session,
                customer,
                new CreditSecurity(call.Parse.GetRequiredValue(_type), amount, from ?? today) { ShareMillionths = (int)(share * InMillionths), Until = until, Reference = call.Parse.GetRequiredValue(_reference) },
                cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }
}
