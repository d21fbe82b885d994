using System.CommandLine;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary><c>crm credit account</c>: shows a credit account; opens it, grants limits, blocks it, and lets it share a limit.</summary>
internal sealed class CreditAccountCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The customer's key or id" };
    private readonly Option<string?> _open = new("--open") { Description = "Opens the account in a currency, ISO 4217" };
    private readonly Option<string?> _limit = new("--limit") { Description = "Grants a limit of an amount in the account's currency; needs --reason and --approved-by" };
    private readonly Option<string?> _from = new("--from") { Description = "The limit's first day [default: today]" };
    private readonly Option<string?> _until = new("--until") { Description = "The limit's last day; none where left out" };
    private readonly Option<bool> _temporary = new("--temporary") { Description = "The limit stands in for the permanent one as long as it lasts; needs --until" };
    private readonly Option<string?> _approvedBy = new("--approved-by") { Description = "The second person who agreed to the limit" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why the limit is granted or the account blocked" };
    private readonly Option<bool> _block = new("--block") { Description = "Blocks the account; needs --reason" };
    private readonly Option<bool> _unblock = new("--unblock") { Description = "Takes the block off" };
    private readonly Option<string?> _head = new("--head") { Description = "Lets the customer share the limit of another, by key or id" };

    public Command Make(CommandFrame frame) => frame.Make(
        "account", "Show a customer's credit account; open it, grant a limit, block it, share a group's limit", RunAsync,
        _id, _open, _limit, _from, _until, _temporary, _approvedBy, _reason, _block, _unblock, _head);

    private async Task<int> RunAsync(CommandContext call, CancellationToken cancellationToken)
    {
        ParseResult parse = call.Parse;
        if ((parse.GetValue(_limit) is not null || parse.GetValue(_block)) && string.IsNullOrWhiteSpace(parse.GetValue(_reason)))
        {
            throw new CallException("--reason: say why the limit is granted or the account blocked.");
        }

        if (parse.GetValue(_limit) is not null && string.IsNullOrWhiteSpace(parse.GetValue(_approvedBy)))
        {
            throw new CallException("--approved-by: name the second person who agreed to the limit.");
        }

        await using ToolHost host = await ToolHost.StartAsync(call, cancellationToken).ConfigureAwait(false);
        string id = parse.GetRequiredValue(_id);
        CustomerId customer = await CustomerLookup.FindAsync(host, call.Settings.Scope, id, cancellationToken).ConfigureAwait(false);
        var accounts = host.Get<CreditAccounts>();
        LocalDate today = call.Settings.AsOf(host.Get<IClock>()).Date;
        if (parse.GetValue(_open) is { } currency)
        {
            await DoAsync(session => accounts.OpenAsync(session, customer, Currency.Parse(currency), cancellationToken)).ConfigureAwait(false);
        }

        await using ICrmSession session = host.Get<ICrm>().OpenSession(call.Settings.Scope);
        if (parse.GetValue(_limit) is { } amount)
        {
            CreditAccount account = await accounts.FindAsync(session, customer, cancellationToken).ConfigureAwait(false) ?? throw new CallException($"Customer '{id}' has no credit account; give --open with its currency.");
            var limit = new CreditLimitGrant(
                CreditOrders.Amount(amount, account.Currency.Code, "--limit"), DayText.OfOptional(parse.GetValue(_from), "--from") ?? today, parse.GetValue(_reason)!, call.Settings.Scope.Actor.Value, parse.GetValue(_approvedBy)!)
            {
                Until = DayText.OfOptional(parse.GetValue(_until), "--until"),
                IsTemporary = parse.GetValue(_temporary),
            };
            await accounts.GrantAsync(session, customer, limit, cancellationToken).ConfigureAwait(false);
        }

        if (parse.GetValue(_block))
        {
            await accounts.BlockAsync(session, customer, parse.GetValue(_reason)!, cancellationToken).ConfigureAwait(false);
        }

        if (parse.GetValue(_unblock))
        {
            await accounts.UnblockAsync(session, customer, cancellationToken).ConfigureAwait(false);
        }

        if (parse.GetValue(_head) is { } head)
        {
            CustomerId company = await CustomerLookup.FindAsync(host, call.Settings.Scope, head, cancellationToken).ConfigureAwait(false);
            await accounts.JoinAsync(session, customer, company, cancellationToken).ConfigureAwait(false);
        }

        await session.CommitAsync(cancellationToken).ConfigureAwait(false);
        CreditAccount now = await accounts.FindAsync(session, customer, cancellationToken).ConfigureAwait(false) ?? throw new CallException($"Customer '{id}' has no credit account; give --open with its currency.");
        CreditLimitGrant? inForce = now.LimitOn(today);
        await call.Output.DocumentAsync(
            $"credit account of {id}",
            ("id", now.Id.ToString()),
            ("currency", now.Currency.Code),
            ("limit", inForce?.Amount),
            ("limitFrom", inForce?.From),
            ("limitUntil", inForce?.Until),
            ("temporary", inForce?.IsTemporary),
            ("reason", inForce?.Reason),
            ("approvedBy", inForce?.ApprovedBy),
            ("termDays", now.TermDays),
            ("reviewOn", now.ReviewOn),
            ("blocked", now.Blocked),
            ("head", now.Head?.ToString()),
            ("limits", now.Limits.Count)).ConfigureAwait(false);
        return ExitCode.Done;

        async Task DoAsync(Func<ICrmSession, Task> work)
        {
            await using ICrmSession one = host.Get<ICrm>().OpenSession(call.Settings.Scope);
            await work(one).ConfigureAwait(false);
            await one.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
