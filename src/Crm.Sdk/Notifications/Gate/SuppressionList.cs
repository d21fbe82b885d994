using Crm.Sdk.Customers;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>The addresses to which nothing is sent (CA-2): kept as digests, and asked before every message to a customer.</summary>
/// <remarks>A thread-safe singleton; what is changed is written by the session's commit.</remarks>
public sealed class SuppressionList
{
    private readonly IClock _clock;
    private readonly AddressDigest _digest;

    /// <summary>Makes the list.</summary>
    /// <param name="clock">Business time.</param>
    /// <param name="key">The key of the digests; the same on every host of a store. May be empty; then telephone numbers could be found out by trying all.</param>
    public SuppressionList(IClock clock, byte[] key)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(key);
        _clock = clock;
        _digest = new AddressDigest(key);
    }

    /// <summary>Puts an address on the list. One that is there stays as it is.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="kind">What kind of address it is.</param>
    /// <param name="address">The address.</param>
    /// <param name="reason">Why, of <see cref="SuppressionReasons"/> or another code.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task AddAsync(ICrmSession session, ContactPointKind kind, string address, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        RecordId id = IdOf(session.Scope.Tenant, kind, address);
        Suppression? before = await session.FindAsync<Suppression>(id, cancellationToken).ConfigureAwait(false);
        var added = new Suppression { Id = id, Kind = kind, Reason = reason, Since = _clock.GetCurrentInstant().FloorToMicrosecond() };
        if (before is null)
        {
            session.Add(added);
        }
        else if (!before.Holds)
        {
            session.Update(added with { Origin = before.Origin });
        }
    }

    /// <summary>Takes an address off the list; the record that it was there stays.</summary>
    /// <returns>Whether it was on it.</returns>
    /// <inheritdoc cref="AddAsync"/>
    public async Task<bool> LiftAsync(ICrmSession session, ContactPointKind kind, string address, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, kind, address, cancellationToken).ConfigureAwait(false) is not { Holds: true } suppression)
        {
            return false;
        }

        session.Update(suppression with { LiftedAt = _clock.GetCurrentInstant().FloorToMicrosecond() });
        return true;
    }

    /// <summary>What is known of an address, also where it was taken off the list; null where it never was on it.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public async Task<Suppression?> FindAsync(ICrmSession session, ContactPointKind kind, string address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        return await session.FindAsync<Suppression>(IdOf(session.Scope.Tenant, kind, address), cancellationToken).ConfigureAwait(false);
    }

    internal RecordId IdOf(TenantId tenant, ContactPointKind kind, string address) => _digest.Of(tenant, kind, address);
}
