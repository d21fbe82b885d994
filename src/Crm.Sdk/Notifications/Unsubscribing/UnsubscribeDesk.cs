using Crm.Sdk.Privacy;
using NodaTime;

namespace Crm.Sdk.Notifications;

/// <summary>Withdraws consents by the links in messages.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class UnsubscribeDesk
{
    private const int Attempts = 5;
    private const string Actor = "unsubscribe";

    private readonly ICrm _crm;
    private readonly ConsentDesk _consents;
    private readonly UnsubscribeLinks _links;
    private readonly IClock _clock;

    /// <summary>Makes the service.</summary>
    /// <param name="crm">The units of work.</param>
    /// <param name="consents">Records the withdrawal.</param>
    /// <param name="links">Reads tokens.</param>
    /// <param name="clock">Business time.</param>
    public UnsubscribeDesk(ICrm crm, ConsentDesk consents, UnsubscribeLinks links, IClock clock)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(consents);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(clock);
        _crm = crm;
        _consents = consents;
        _links = links;
        _clock = clock;
    }

    /// <summary>Withdraws what a token says, as the POST of RFC 8058 does. Once it is withdrawn, further calls change nothing.</summary>
    /// <param name="token">The last part of the link's path.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What is withdrawn now.</returns>
    /// <exception cref="CrmException">CRM4107: the token is none of this host's.</exception>
    public async Task<UnsubscribeRequest> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        UnsubscribeRequest request = _links.Read(token);
        for (int attempt = 1; ; attempt++)
        {
            await using ICrmSession session = _crm.OpenSession(CrmScope.System(request.Tenant.Value, Actor));
            var withdrawal = ConsentEntry.Of(request.Customer, request.Purpose, request.Channel, ConsentState.Withdrawn, _clock.GetCurrentInstant(), ConsentMethods.Unsubscribe);
            if (!await _consents.RecordAsync(session, withdrawal, unlessItStands: true, cancellationToken).ConfigureAwait(false))
            {
                return request;
            }

            try
            {
                await session.CommitAsync(cancellationToken).ConfigureAwait(false);
                return request;
            }
            catch (CrmException crowded) when (crowded is CrmConflictException or CrmDuplicateException && attempt < Attempts)
            {
                // Another consent of the customer was recorded at the same moment.
            }
        }
    }
}
