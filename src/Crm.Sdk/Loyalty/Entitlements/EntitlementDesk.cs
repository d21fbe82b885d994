using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Grants privileges to members and counts their use (LO-6).</summary>
/// <remarks>What a method does is in the caller's session and written by its commit. Of two who use the last use at once one conflicts (CRM2032). Each method may be called again with the same key. A thread-safe singleton.</remarks>
public sealed class EntitlementDesk
{
    private readonly CustomerIdentity _identity;
    private readonly IClock _clock;

    /// <summary>Makes a desk.</summary>
    public EntitlementDesk(CustomerIdentity identity, IClock clock) => (_identity, _clock) = (identity, clock);

    private Instant Now => _clock.GetCurrentInstant().FloorToMicrosecond();

    /// <summary>Grants a privilege.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key, once for ever within the tenant, such as the member, the tier and the year.</param>
    /// <param name="customer">The member.</param>
    /// <param name="terms">Which privilege, how often and for how long.</param>
    /// <param name="source">Where it comes from, a code of <see cref="EntitlementSources"/> or another one.</param>
    /// <param name="from">From when on; null for now, or where the key was used before for from then on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The entitlement; the first one where the key was used before for the same.</returns>
    /// <exception cref="CrmException">CRM1030: the terms do not hold. CRM6443: the key granted something else.</exception>
    public async Task<Entitlement> GrantAsync(ICrmSession session, string key, CustomerId customer, PrivilegeTerms terms, string source, Instant? from, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check("entitlement");
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        Entitlement? before = await session.FindAsync<Entitlement>(EntitlementId.Of(key), cancellationToken).ConfigureAwait(false);
        Instant begin = from?.FloorToMicrosecond() ?? before?.From ?? Now;
        var granted = new Entitlement
        {
            Key = key, Customer = member, Privilege = terms.Privilege, Source = source, Count = terms.Count, From = begin, Until = terms.Days is { } days ? begin + Duration.FromDays(days) : null,
        };
        if (before is not null)
        {
            return before with { Used = 0, WithdrawnAt = null, Origin = null, Customer = await _identity.ResolveAsync(session.Scope, before.Customer, cancellationToken).ConfigureAwait(false) } == granted
                ? before
                : throw new CrmException(RewardErrorCodes.KeyTaken, $"Key '{key}' granted '{before.Privilege}' to customer {before.Customer} from {before.From} before, and now something else; give another key.");
        }

        session.Add(granted);
        return granted;
    }

    /// <summary>Uses a privilege once: of the entitlement that ends soonest.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key, once for ever within the tenant.</param>
    /// <param name="customer">The member.</param>
    /// <param name="privilege">The privilege's code.</param>
    /// <param name="note">Where or what for; null for nothing.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The use; the first one where the key was used before for the same.</returns>
    /// <exception cref="CrmException">CRM6443: the key was used for something else, or was taken back. CRM6447: nothing is left.</exception>
    public async Task<EntitlementUse> UseAsync(ICrmSession session, string key, CustomerId customer, string privilege, string? note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        if (await session.FindAsync<EntitlementUse>(EntitlementUse.IdOf(key), cancellationToken).ConfigureAwait(false) is { } before)
        {
            return before.TakenBackAt is null && (before.Privilege, before.Note) == (privilege, note) && await _identity.ResolveAsync(session.Scope, before.Customer, cancellationToken).ConfigureAwait(false) == member
                ? before
                : throw new CrmException(RewardErrorCodes.KeyTaken, $"Key '{key}' used '{before.Privilege}' of customer {before.Customer} before{(before.TakenBackAt is null ? string.Empty : " and was taken back")}; give another key.");
        }

        Instant now = Now;
        IReadOnlyList<Entitlement> theirs = await OfAsync(session, member, privilege, cancellationToken).ConfigureAwait(false);
        Entitlement entitlement = theirs.Where(one => one.HoldsAt(now) && !(one.Used >= one.Count)).OrderBy(static one => one.Until ?? Instant.MaxValue).ThenBy(static one => one.From).ThenBy(static one => one.Id).FirstOrDefault()
            ?? throw new CrmException(
                RewardErrorCodes.NoEntitlement,
                $"Customer {member} has no use of '{privilege}' left at {now}: {theirs.Count(one => one.HoldsAt(now))} entitlements hold, and all of their uses are used.");
        var use = new EntitlementUse { Key = key, Entitlement = entitlement.Id, Customer = member, Privilege = privilege, At = now, Note = note };
        session.Update(entitlement with { Used = entitlement.Used + 1 });
        session.Add(use);
        return use;
    }

    /// <summary>Takes a use back that did not come about.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key of the use.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The use; as it was where it had been taken back already.</returns>
    /// <exception cref="CrmException">CRM6447: there is none.</exception>
    public async Task<EntitlementUse> TakeBackAsync(ICrmSession session, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        EntitlementUse use = await session.FindAsync<EntitlementUse>(EntitlementUse.IdOf(key), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(RewardErrorCodes.NoEntitlement, $"No privilege was used under key '{key}'.");
        if (use.TakenBackAt is not null)
        {
            return use;
        }

        Entitlement entitlement = (await session.FindAsync<Entitlement>(use.Entitlement, cancellationToken).ConfigureAwait(false))!;
        session.Update(entitlement with { Used = (int)Counting.OneLess(entitlement.Used) });
        EntitlementUse back = use with { TakenBackAt = Now };
        session.Update(back);
        return back;
    }

    /// <summary>Withdraws an entitlement: from now on it gives no use. Uses before stay.</summary>
    /// <param name="session">The session.</param>
    /// <param name="key">The key under which it was granted.</param>
    /// <param name="unusedOnly">Whether one that is used is refused.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6447: there is none. CRM6448: it is used.</exception>
    public async Task<Entitlement> WithdrawAsync(ICrmSession session, string key, bool unusedOnly, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        Entitlement entitlement = await session.FindAsync<Entitlement>(EntitlementId.Of(key), cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(RewardErrorCodes.NoEntitlement, $"No entitlement was granted under key '{key}'.");
        if (entitlement.WithdrawnAt is not null)
        {
            return entitlement;
        }

        if (unusedOnly && entitlement.Used > 0)
        {
            throw new CrmException(RewardErrorCodes.AlreadyUsed, $"The privilege '{entitlement.Privilege}' of key '{key}' was used {entitlement.Used} times; take those back first.");
        }

        Entitlement withdrawn = entitlement with { WithdrawnAt = Now };
        session.Update(withdrawn);
        return withdrawn;
    }

    /// <summary>A member's entitlements at an instant with what is used and left, those first that end soonest.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The member.</param>
    /// <param name="at">The instant; null for now.</param>
    /// <param name="privilege">Only this privilege; null for all.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<EntitlementStanding>> StandingAsync(ICrmSession session, CustomerId customer, Instant? at = null, string? privilege = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        Instant then = at ?? Now;
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<EntitlementUse> uses = await UsesAsync(session, member, cancellationToken).ConfigureAwait(false);
        return
        [
            .. (await OfAsync(session, member, privilege, cancellationToken).ConfigureAwait(false)).Where(one => one.HoldsAt(then)).OrderBy(static one => one.Until ?? Instant.MaxValue).ThenBy(static one => one.Id)
                .Select(one => new EntitlementStanding(one, uses.Count(use => use.Entitlement == one.Id && use.CountsAt(then)))),
        ];
    }

    /// <summary>A member's uses of privileges, the earliest first; those that were taken back say so.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The member.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<EntitlementUse>> HistoryAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerId member = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        return [.. (await UsesAsync(session, member, cancellationToken).ConfigureAwait(false)).OrderBy(static use => use.At).ThenBy(static use => use.Id)];
    }

    private async Task<IReadOnlyList<Entitlement>> OfAsync(ICrmSession session, CustomerId member, string? privilege, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, member, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Entitlement> all = await MemberRecords.AllAsync<Entitlement>(session, EntitlementModel.Customer, members, static one => one.Customer, static one => one.Id, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(one => privilege is null || one.Privilege == privilege)];
    }

    private async Task<IReadOnlyList<EntitlementUse>> UsesAsync(ICrmSession session, CustomerId member, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await _identity.MembersAsync(session.Scope, member, cancellationToken).ConfigureAwait(false);
        return await MemberRecords.AllAsync<EntitlementUse>(session, EntitlementUseModel.Customer, members, static use => use.Customer, static use => use.Id, cancellationToken).ConfigureAwait(false);
    }
}
