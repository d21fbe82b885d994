using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Enrols customers in programmes and lets them leave (LO-1).</summary>
/// <remarks>What a method changes is in the caller's session and written by its commit. A thread-safe singleton.</remarks>
public sealed class LoyaltyMembers
{
    private readonly CustomerIdentity _identity;
    private readonly IClock _clock;

    /// <summary>Makes the service.</summary>
    public LoyaltyMembers(CustomerIdentity identity, IClock clock) => (_identity, _clock) = (identity, clock);

    /// <summary>The membership of a customer; null where there is none. One that was left is given too.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The customer; a merged one means its survivor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<LoyaltyMembership?> FindAsync(ICrmSession session, CustomerId customer, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        CustomerId survivor = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        return await session.FindAsync<LoyaltyMembership>(LoyaltyMembershipId.Of(programme, survivor), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Enrols a customer.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The customer; a merged one means its survivor.</param>
    /// <param name="at">From when on; null for now. Not later than now.</param>
    /// <param name="number">The number on the card; null for none.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6400: there is no such programme. CRM6410: the customer is a member, is not known, or would be one only later.</exception>
    public async Task<LoyaltyMembership> EnrolAsync(
        ICrmSession session, CustomerId customer, Instant? at = null, string? number = null, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        _ = await LoyaltyProgrammes.GetAsync(session, programme, cancellationToken).ConfigureAwait(false);
        Instant now = _clock.GetCurrentInstant().FloorToMicrosecond();
        Instant joined = at?.FloorToMicrosecond() ?? now;
        CustomerId survivor = await _identity.ResolveAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        if (joined > now || await session.FindAsync<Customer>(survivor, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new CrmException(EarningErrorCodes.BadMembership, joined > now ? $"Customer {customer} cannot be enrolled as of {joined}, which lies ahead; enrol then." : $"There is no customer {customer}; add the customer first.");
        }

        LoyaltyMembership? before = await FindAsync(session, survivor, programme, cancellationToken).ConfigureAwait(false);
        if (before is { LeftAt: null })
        {
            throw new CrmException(EarningErrorCodes.BadMembership, $"Customer {customer} has been a member of '{programme}' since {before.JoinedAt}.");
        }

        LoyaltyMembership membership = (before ?? LoyaltyMembership.Of(programme, survivor, joined)) with { JoinedAt = joined, LeftAt = null, Number = number ?? before?.Number };
        if (before is null)
        {
            session.Add(membership);
        }
        else
        {
            session.Update(membership);
        }

        return membership;
    }

    /// <summary>Ends a membership now: what the customer does from then on earns nothing; points and tier stay as they are.</summary>
    /// <param name="session">The session.</param>
    /// <param name="customer">The customer; a merged one means its survivor.</param>
    /// <param name="programme">The programme's code.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6410: the customer is no member.</exception>
    public async Task<LoyaltyMembership> LeaveAsync(ICrmSession session, CustomerId customer, string programme = LoyaltyProgramme.DefaultCode, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(session, customer, programme, cancellationToken).ConfigureAwait(false) is not { LeftAt: null } membership)
        {
            throw new CrmException(EarningErrorCodes.BadMembership, $"Customer {customer} is no member of '{programme}'; there is nothing to leave.");
        }

        LoyaltyMembership left = membership with { LeftAt = Instant.Max(membership.JoinedAt, _clock.GetCurrentInstant().FloorToMicrosecond()) };
        session.Update(left);
        return left;
    }
}
