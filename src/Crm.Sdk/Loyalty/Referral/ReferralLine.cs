using Crm.Sdk.Customers.Duplicates;

namespace Crm.Sdk.Loyalty;

/// <summary>Who referred whom, upwards, in a programme and in one session. Not thread-safe.</summary>
internal sealed class ReferralLine(ICrmSession session, CustomerIdentity identity, string programme)
{
    /// <summary>The referrals of a customer and of those merged into it, the first claim first.</summary>
    public async Task<IReadOnlyList<Referral>> AllOfAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await identity.MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<Referral?> found = await session.FindAsync<Referral>([.. members.Select(member => (RecordId)ReferralId.Of(programme, member))], cancellationToken).ConfigureAwait(false);
        return [.. found.OfType<Referral>().OrderBy(static one => one.ClaimedAt).ThenBy(static one => one.Id)];
    }

    /// <summary>The referral of a customer that counts, or null.</summary>
    public async Task<Referral?> FirstOfAsync(CustomerId customer, CancellationToken cancellationToken) =>
        await AllOfAsync(customer, cancellationToken).ConfigureAwait(false) is [var first, ..] ? first : null;

    /// <summary>Goes up from a referrer to who was referred by nobody, and makes the commit depend on that: of claims at once that would close a circle together one conflicts.</summary>
    /// <exception cref="CrmException">CRM6461: the line leads to the referred customer.</exception>
    public async Task RequireNoCircleAsync(CustomerId referrer, CustomerId referred, CancellationToken cancellationToken)
    {
        var passed = new HashSet<CustomerId>();
        for (CustomerId at = referrer; passed.Add(at);)
        {
            if (at == referred)
            {
                throw new CrmException(ReferralErrorCodes.ClaimRefused, $"Customer {referrer} was referred by {referred}, directly or by way of others; a circle of referrals brings nothing.");
            }

            if (await FirstOfAsync(at, cancellationToken).ConfigureAwait(false) is not { } above)
            {
                foreach (CustomerId member in await identity.MembersAsync(session.Scope, at, cancellationToken).ConfigureAwait(false))
                {
                    session.GuardAbsence<Referral>(ReferralId.Of(programme, member));
                }

                return;
            }

            at = await identity.ResolveAsync(session.Scope, above.Referrer, cancellationToken).ConfigureAwait(false);
        }
    }
}
