using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Privacy;

/// <summary>Records consents and withdrawals with their proof, and shows how they stand and how they went (PS-1).</summary>
/// <remarks>A thread-safe singleton; what is recorded is written by the session's commit.</remarks>
public sealed class ConsentDesk
{
    private readonly CustomerIdentity _identity;

    /// <summary>Makes the service.</summary>
    /// <param name="identity">Leads from merged customers to the one that stayed.</param>
    public ConsentDesk(CustomerIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        _identity = identity;
    }

    /// <summary>Adds an entry to the history and changes how the customer's consents stand, in one commit.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="entry">The entry; of a customer that was merged it is kept under the one that stayed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="CrmException">CRM1030: the entry breaks a rule of its fields. In the commit CRM2032 or CRM2033: another recorded something of the customer meanwhile; record again.</exception>
    public Task RecordAsync(ICrmSession session, ConsentEntry entry, CancellationToken cancellationToken) => RecordAsync(session, entry, unlessItStands: false, cancellationToken);

    /// <summary>Adds an entry, unless asked not to where the consent stands so already.</summary>
    /// <returns>Whether it was added.</returns>
    internal async Task<bool> RecordAsync(ICrmSession session, ConsentEntry entry, bool unlessItStands, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(entry);
        entry = entry with { Customer = await _identity.ResolveAsync(session.Scope, entry.Customer, cancellationToken).ConfigureAwait(false) };
        RecordId id = ConsentStanding.IdOf(entry.Customer);
        ConsentStanding? before = await session.FindAsync<ConsentStanding>(id, cancellationToken).ConfigureAwait(false);
        if (unlessItStands && before?.Consents.Any(consent => consent.Purpose == entry.Purpose && consent.Channel == entry.Channel && consent.State == entry.State) == true)
        {
            return false;
        }

        session.Add(entry);
        if (before is null)
        {
            session.Add(new ConsentStanding { Id = id, Customer = entry.Customer }.With(entry));
        }
        else
        {
            session.Update(before.With(entry));
        }

        return true;
    }

    /// <summary>How a customer's consents stand, each purpose and channel once, those of merged customers among them.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ValueList<Consent>> StandingAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        IReadOnlyList<CustomerId> members = await MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ConsentStanding?> standing = await session.FindAsync<ConsentStanding>([.. members.Select(ConsentStanding.IdOf)], cancellationToken).ConfigureAwait(false);
        return standing.OfType<ConsentStanding>().SelectMany(static each => each.Consents)
            .GroupBy(static consent => (consent.Purpose, consent.Channel))
            .Select(static group => group.Aggregate(static (last, next) => next.IsAfter(last) ? next : last))
            .OrderBy(static consent => consent.Purpose, StringComparer.Ordinal).ThenBy(static consent => consent.Channel, StringComparer.Ordinal)
            .ToValueList();
    }

    /// <summary>A page of the history, the latest entries first.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="after">Where the last page ended; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<CrmPage<ConsentEntry>> HistoryAsync(ICrmSession session, CustomerId customer, PageCursor? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        FieldValue[] members = [.. (await MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false)).Select(static id => FieldValue.Of((RecordId)id))];
        return await session.QueryAsync(
            new CrmQuery<ConsentEntry> { Where = Condition.IsIn(ConsentModel.Customer, members), Order = new RecordOrder(ConsentModel.At, Descending: true), After = after },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<CustomerId>> MembersAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken) =>
        await _identity.MembersAsync(scope, await _identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
