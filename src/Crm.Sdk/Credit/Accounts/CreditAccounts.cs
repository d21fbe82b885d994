using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Opens credit accounts, grants limits, secures, blocks, and lets companies share a limit (CR-4).</summary>
/// <remarks>
/// A thread-safe singleton. Changes are added to the caller's session and written by its commit. Each change raises the account's sequence, so an order that is decided on at the
/// same time conflicts (CRM2032) and is decided on again.
/// </remarks>
public sealed class CreditAccounts
{
    private readonly CreditAccountLookup _accounts;

    /// <summary>Makes the service.</summary>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    public CreditAccounts(CustomerIdentity identity) => _accounts = new CreditAccountLookup(identity);

    /// <summary>The account of a customer, a merged one's of its survivor, as the session sees it; null where there is none.</summary>
    public Task<CreditAccount?> FindAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return _accounts.FindAsync(session, customer, cancellationToken);
    }

    /// <summary>Opens an account without a limit.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="currency">Its currency for good.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no such customer, or it has an account already.</exception>
    public async Task<CreditAccount> OpenAsync(ICrmSession session, CustomerId customer, Currency currency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        Customer known = await session.FindAsync<Customer>(customer, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"There is no customer {customer}.");
        if (known.MergedInto is { } survivor)
        {
            throw new CrmException(CreditErrorCodes.NoAccount, $"Customer {customer} was merged into {survivor}; open the account there.");
        }

        if (await _accounts.FindAsync(session, customer, cancellationToken).ConfigureAwait(false) is { } there)
        {
            throw new CrmException(CreditErrorCodes.NoAccount, $"Customer {customer} has a credit account already, {there.Id} in {there.Currency}.");
        }

        var account = CreditAccount.Of(customer, currency);
        session.Add(account);
        return account;
    }

    /// <summary>Grants a limit. Earlier ones stay in the account; the one in force follows from the days.</summary>
    /// <param name="session">The session, whose actor enters it.</param>
    /// <param name="customer">To whom.</param>
    /// <param name="limit">How much and for which days; who entered it is set to the session's actor.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM6252: who approves is who enters. CRM1030: the limit is not consistent, or in another currency than the account.</exception>
    public async Task<CreditAccount> GrantAsync(ICrmSession session, CustomerId customer, CreditLimitGrant limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        string actor = session.Scope.Actor.Value;
        return limit.ApprovedBy == actor
            ? throw new CrmException(CreditErrorCodes.NotAllowed, $"'{actor}' enters the limit and cannot approve it too; name another person.")
            : Update(session, account with { Limits = account.Limits.Add(limit with { GrantedBy = actor }) });
    }

    /// <summary>Grants what a policy proposes, the smallest of its proposals, with period and grade.</summary>
    /// <param name="session">The session, whose actor enters it.</param>
    /// <param name="assessment">The assessment; it is valid until its day.</param>
    /// <param name="terms">What the policy proposes for it.</param>
    /// <param name="customer">To whom.</param>
    /// <param name="from">The first day.</param>
    /// <param name="approvedBy">The second person.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6204: the policy proposes no limit. Otherwise as for a limit that is given.</exception>
    public async Task<CreditAccount> GrantAsync(
        ICrmSession session, CustomerId customer, CreditAssessment assessment, CreditTerms terms, LocalDate from, string approvedBy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentNullException.ThrowIfNull(terms);
        Money amount = terms.Limit ?? throw new CrmException(CreditErrorCodes.BadPolicy, "The policy proposes no limit: none of its formulas can be computed; state a limit with its reason.");
        var limit = new CreditLimitGrant(amount, from, $"grade {assessment.Grade}, {terms.Binding}", session.Scope.Actor.Value, approvedBy) { Grade = assessment.Grade, Formula = terms.Binding };
        CreditAccount account = await GrantAsync(session, customer, limit, cancellationToken).ConfigureAwait(false);
        return Update(session, account with { TermDays = terms.TermDays, ReviewOn = assessment.ValidUntil });
    }

    /// <summary>Grants a limit that another person than the actor entered and the actor approved, with period and validity: what the review of a case ends with.</summary>
    internal static CreditAccount GrantApproved(ICrmSession session, CreditAccount account, CreditLimitGrant limit, int? termDays, LocalDate? reviewOn) =>
        Update(session, account with { Limits = account.Limits.Add(limit), TermDays = termDays, ReviewOn = reviewOn });

    /// <summary>Agrees on a credit period, and until when the assessment behind the limit is valid.</summary>
    /// <inheritdoc cref="SecureAsync"/>
    public async Task<CreditAccount> AgreeAsync(ICrmSession session, CustomerId customer, int? termDays, LocalDate? reviewOn, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        return Update(session, account with { TermDays = termDays, ReviewOn = reviewOn });
    }

    /// <summary>States all that secures an account; what is not among it any more does not count from now on.</summary>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM1030: a value is out of its range.</exception>
    public async Task<CreditAccount> SecureAsync(ICrmSession session, CustomerId customer, ValueList<CreditSecurity> securities, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        return Update(session, account with { Securities = securities });
    }

    /// <summary>Records one more security.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Whose account it secures.</param>
    /// <param name="security">The security; its reference tells it from the others of the account.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM6260: it has no reference, or one of the account's has the same. CRM1030: a value is out of its range.</exception>
    public async Task<CreditAccount> AddSecurityAsync(ICrmSession session, CustomerId customer, CreditSecurity security, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(security);
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(security.Reference) ? throw new CrmException(CreditErrorCodes.BadSecurity, "The security has no reference; give the number of its policy, deed or account.")
            : account.Securities.Any(other => other.Reference == security.Reference) ? throw new CrmException(CreditErrorCodes.BadSecurity, $"Customer {customer} has a security '{security.Reference}' already; give another reference.")
            : Update(session, account with { Securities = account.Securities.Add(security) });
    }

    /// <summary>Gives a security back: from a day on it secures nothing. It stays in the account, so that earlier days are secured as they were; one that has not begun is taken out.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Whose account it secures.</param>
    /// <param name="reference">Its reference.</param>
    /// <param name="from">The first day on which it secures nothing any more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM6260: it has no such security, or that ended before.</exception>
    public async Task<CreditAccount> ReleaseSecurityAsync(ICrmSession session, CustomerId customer, string reference, LocalDate from, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        CreditSecurity security = account.Securities.FirstOrDefault(one => one.Reference == reference)
            ?? throw new CrmException(CreditErrorCodes.BadSecurity, $"Customer {customer} has no security '{reference}'; it has {string.Join(", ", account.Securities.Select(static one => $"'{one.Reference}'").DefaultIfEmpty("none"))}.");
        LocalDate last = from.PlusDays(-1);
        return security.Until < from
            ? throw new CrmException(CreditErrorCodes.BadSecurity, $"The security '{reference}' of customer {customer} ended on {security.Until:uuuu-MM-dd}.")
            : Update(session, account with { Securities = account.Securities.SelectMany<CreditSecurity, CreditSecurity>(one => one != security ? [one] : one.From > last ? [] : [one with { Until = last }]).ToValueList() });
    }

    /// <summary>Blocks an account.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM1002: the reason is empty or too long.</exception>
    public async Task<CreditAccount> BlockAsync(ICrmSession session, CustomerId customer, string reason, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        return Update(session, account with { Blocked = CanonicalText.Require(reason, CreditAccount.MaxReasonLength, "credit-account.blocked") });
    }

    /// <summary>Takes the block off an account.</summary>
    /// <exception cref="CrmException">CRM6251: there is no account.</exception>
    public async Task<CreditAccount> UnblockAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, customer, cancellationToken).ConfigureAwait(false);
        return Update(session, account with { Blocked = null });
    }

    /// <summary>Lets a company share the limit of another, the head of the group. Its own limit, if it has one, holds in addition.</summary>
    /// <param name="session">The session.</param>
    /// <param name="member">The company that joins.</param>
    /// <param name="head">The head; it has an account, whose limit is the group's.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: one of them has no account. CRM6253: the head is a member itself, the member is a head, or both are one.</exception>
    public async Task<CreditAccount> JoinAsync(ICrmSession session, CustomerId member, CustomerId head, CancellationToken cancellationToken)
    {
        CreditAccount joining = await NeedAsync(session, member, cancellationToken).ConfigureAwait(false);
        CreditAccount top = await NeedAsync(session, head, cancellationToken).ConfigureAwait(false);
        if (top.Id == joining.Id || top.Head is not null)
        {
            throw new CrmException(CreditErrorCodes.BadGroup, $"Customer {head} is no head for {member}: it {(top.Id == joining.Id ? "is the same" : $"shares the limit of {top.Head} itself")}.");
        }

        IReadOnlyList<CustomerId> same = await _accounts.MembersAsync(session.Scope, member, cancellationToken).ConfigureAwait(false);
        if ((await CreditAccountLookup.SharingAsync(session, same, cancellationToken).ConfigureAwait(false)).Any(account => account.Head is not null))
        {
            throw new CrmException(CreditErrorCodes.BadGroup, $"Others share the limit of customer {member}; it is a head and cannot join a group.");
        }

        Update(session, top); // so that neither becomes a member, or a head, at the same time
        return Update(session, joining with { Head = top.Customer });
    }

    /// <summary>Lets a company leave its group.</summary>
    /// <exception cref="CrmException">CRM6251: there is no account. CRM6253: it is in no group.</exception>
    public async Task<CreditAccount> LeaveAsync(ICrmSession session, CustomerId member, CancellationToken cancellationToken)
    {
        CreditAccount account = await NeedAsync(session, member, cancellationToken).ConfigureAwait(false);
        if (account.Head is not { } head)
        {
            throw new CrmException(CreditErrorCodes.BadGroup, $"Customer {member} is in no group.");
        }

        if (await _accounts.FindAsync(session, head, cancellationToken).ConfigureAwait(false) is { } top)
        {
            Update(session, top);
        }

        return Update(session, account with { Head = null });
    }

    private async Task<CreditAccount> NeedAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await _accounts.FindAsync(session, customer, cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"Customer {customer} has no credit account; open one first.");
    }

    private static CreditAccount Update(ICrmSession session, CreditAccount account)
    {
        CreditAccount touched = account.Touched();
        session.Update(touched);
        return touched;
    }
}
