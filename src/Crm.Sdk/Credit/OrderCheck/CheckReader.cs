using Crm.Sdk.Classification;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Receivables;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Gathers what the rules are told of an order.</summary>
/// <remarks>Thread-safe. Accounts are read first and through the session, documents after them from the store: whoever reserves changes the accounts, so what was read before a later reservation cannot be committed.</remarks>
internal sealed class CheckReader(ExposureReader exposures, CustomerIdentity identity, LabelReader labels, IExchangeRates? rates)
{
    private readonly CreditAccountLookup _accounts = new(identity);

    public async Task<CheckContext> ReadAsync(ICrmSession session, CheckQuestion question, CreditRuleSet rules, CancellationToken cancellationToken)
    {
        LocalDate day = question.AsOf.Date;
        var book = new RateBook(rates, day);
        IReadOnlyList<CustomerId> members = await _accounts.MembersAsync(session.Scope, question.Customer, cancellationToken).ConfigureAwait(false);
        CreditAccount? account = await CreditAccountLookup.FindAsync(session, members, cancellationToken).ConfigureAwait(false);
        GroupAccounts? group = account is null ? null : await GroupAsync(session, account, cancellationToken).ConfigureAwait(false);
        CustomerDocuments documents = await exposures.ReadAsync(session.Scope, members, question.AsOf, cancellationToken).ConfigureAwait(false);
        Money invoiced = question.Order is { } order ? documents.InvoicedOf(order, question.Amount.Currency) : Money.Zero(question.Amount.Currency);
        Money rest = question.Amount - invoiced;
        rest = rest.MinorUnits > 0 ? rest : Money.Zero(rest.Currency);
        var input = new CreditCheckInput
        {
            Customer = members[0],
            Order = question.Order,
            Day = day,
            Amount = question.Amount,
            Invoiced = invoiced,
            Channel = question.Channel,
            TermDays = question.TermDays,
            Labels = await LabelsAsync(session.Scope, members[0], rules, cancellationToken).ConfigureAwait(false),
            Release = question.Release ?? Release(documents, question.Order),
        };
        if (account is not null)
        {
            input = input with
            {
                Account = State(account, day),
                Exposure = await ExposureReader.ComputeAsync(documents, account, account.Currency, rules.Exposure, question.Order, book, cancellationToken).ConfigureAwait(false),
                Overdue = await OverdueAsync(documents.Ledger, account.Currency, book, cancellationToken).ConfigureAwait(false),
                Open = await book.ConvertAsync(rest, account.Currency, cancellationToken).ConfigureAwait(false),
                Group = group is null ? null : await GroupAsync(session, group, account, documents, rest, question, rules, book, cancellationToken).ConfigureAwait(false),
            };
        }

        await NoteThresholdRatesAsync(rules, input, book, cancellationToken).ConfigureAwait(false);
        return new CheckContext(input with { Rates = book.Used, MissingRates = book.Missing }, account, group?.Head);
    }

    private static CreditReleaseState? Release(CustomerDocuments documents, OrderId? order) =>
        documents.Reservations.FirstOrDefault(reservation => reservation.Order == order) is { ReleasedBy: { } by, ReleaseReason: { } reason } released
            ? new CreditReleaseState(by, reason, released.Amount, released.ReleasedUntil)
            : null;

    private static CreditAccountState State(CreditAccount account, LocalDate day)
    {
        CreditLimitGrant? limit = account.LimitOn(day);
        LocalDate? until = limit is not null ? limit.Until : account.Limits.Where(grant => grant.From <= day).Max(static grant => grant.Until);
        return new CreditAccountState(account.Id, account.Currency, limit?.Amount, until, account.TermDays, account.ReviewOn, account.Blocked);
    }

    /// <summary>What is past due and not contested. What other currencies are worth is told by their rates; one without a rate holds the order.</summary>
    private static async Task<OverdueState> OverdueAsync(CustomerLedger ledger, Currency currency, RateBook book, CancellationToken cancellationToken)
    {
        var overdue = new OverdueState(0, null, Money.Zero(currency));
        foreach (OpenItem item in ledger.Items)
        {
            int days = item.DaysOverdue(ledger.AsOf.Date);
            Money contested = item.Open - item.Disputed;
            if (days > 0 && contested.MinorUnits > 0)
            {
                overdue = days > overdue.Days ? overdue with { Days = days, Invoice = item.Invoice.Key } : overdue;
                Money? amount = await book.ConvertAsync(contested, currency, cancellationToken).ConfigureAwait(false);
                overdue = overdue with { Amount = overdue.Amount + (amount ?? Money.Zero(currency)) };
            }
        }

        return overdue;
    }

    private async Task<ValueList<string>> LabelsAsync(CrmScope scope, CustomerId customer, CreditRuleSet rules, CancellationToken cancellationToken)
    {
        HashSet<string> named = [.. rules.Rules.Select(static rule => rule.Target.Label).Concat(rules.Exclusions.Select(static exclusion => exclusion.Target.Label)).OfType<string>()];
        return named.Count == 0
            ? []
            : (await labels.OfAsync(scope, customer, cancellationToken).ConfigureAwait(false))
                .Select(static label => $"{label.Dimension}={label.Label}").Where(named.Contains).Order(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>The accounts of the group to which an account belongs, or null: as a member, or as the head of members.</summary>
    private async Task<GroupAccounts?> GroupAsync(ICrmSession session, CreditAccount account, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> heads = await _accounts.MembersAsync(session.Scope, account.Head ?? account.Customer, cancellationToken).ConfigureAwait(false);
        CreditAccount head = account.Head is null ? account : await CreditAccountLookup.FindAsync(session, heads, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"Customer {heads[0]} is the head of a group and has no credit account; open one, or let {account.Customer} leave the group.");
        IReadOnlyList<CreditAccount> sharing = await CreditAccountLookup.SharingAsync(session, heads, cancellationToken).ConfigureAwait(false);
        return sharing.Count == 0 ? null : new GroupAccounts(head, heads, sharing);
    }

    private async Task<CreditGroupState> GroupAsync(
        ICrmSession session, GroupAccounts group, CreditAccount own, CustomerDocuments documents, Money rest, CheckQuestion question, CreditRuleSet rules, RateBook book, CancellationToken cancellationToken)
    {
        Currency currency = group.Head.Currency;
        var members = new List<CreditGroupMember>();
        foreach (CreditAccount account in group.Sharing.Where(account => account.Id != group.Head.Id).Prepend(group.Head))
        {
            IReadOnlyList<CustomerId> same = account.Id == group.Head.Id ? group.Heads : await _accounts.MembersAsync(session.Scope, account.Customer, cancellationToken).ConfigureAwait(false);
            if (same.Count > 1 && (await CreditAccountLookup.FindAsync(session, same, cancellationToken).ConfigureAwait(false))?.Id != account.Id)
            {
                continue; // of customers that are one by now, only the account in force counts: it is the one that their orders check and lock
            }

            bool asked = account.Id == own.Id;
            CustomerDocuments its = asked ? documents : await exposures.ReadAsync(session.Scope, same, question.AsOf, cancellationToken).ConfigureAwait(false);
            CreditExposure exposure = await ExposureReader.ComputeAsync(its, account, currency, rules.Exposure, question.Order, book, cancellationToken).ConfigureAwait(false);
            Money more = asked ? await book.ConvertAsync(rest, currency, cancellationToken).ConfigureAwait(false) ?? Money.Zero(currency) : Money.Zero(currency);
            members.Add(new CreditGroupMember(same[0], exposure.AtRisk(more)));
        }

        return new CreditGroupState(group.Heads[0], currency, group.Head.LimitOn(question.AsOf.Date)?.Amount, group.Head.Id == own.Id ? null : group.Head.Blocked, members.ToValueList());
    }

    /// <summary>Thresholds in other currencies need rates too; they are part of what a decision is made of.</summary>
    private static async Task NoteThresholdRatesAsync(CreditRuleSet rules, CreditCheckInput input, RateBook book, CancellationToken cancellationToken)
    {
        foreach (CreditCheckRule rule in RuleSelection.For(rules, input))
        {
            if (rule is { Amount: { } most, Type: CreditRuleTypes.OrderAmount })
            {
                await book.ConvertAsync(input.Amount, most.Currency, cancellationToken).ConfigureAwait(false);
            }
            else if (rule is { Amount: null, Type: CreditRuleTypes.OverdueAmount } && input is { Overdue: { Amount.MinorUnits: > 0 } share, Account.Limit: null, Group: { } group })
            {
                await book.ConvertAsync(share.Amount, group.Currency, cancellationToken).ConfigureAwait(false);
            }
            else if (rule is { Amount: { } least, Type: CreditRuleTypes.OverdueAmount } && input.Overdue is { Amount.MinorUnits: > 0 } overdue)
            {
                await book.ConvertAsync(overdue.Amount, least.Currency, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private sealed record GroupAccounts(CreditAccount Head, IReadOnlyList<CustomerId> Heads, IReadOnlyList<CreditAccount> Sharing);
}
