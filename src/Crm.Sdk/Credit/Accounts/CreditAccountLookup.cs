using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Credit;

/// <summary>Finds the credit account that a customer has now.</summary>
/// <remarks>Thread-safe. Reads through the caller's session, so that its commit depends on what it changes.</remarks>
internal sealed class CreditAccountLookup(CustomerIdentity identity)
{
    /// <summary>The most companies of one group.</summary>
    public const int MaxMembers = 1_000;

    /// <summary>A customer with all that was merged into it.</summary>
    public async Task<IReadOnlyList<CustomerId>> MembersAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        CustomerId survivor = await identity.ResolveAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<CustomerId> merged = await identity.MembersAsync(scope, survivor, cancellationToken).ConfigureAwait(false);
        return [survivor, .. merged.Where(id => id != survivor)];
    }

    /// <summary>The account of a customer: its own, or else the first that was opened of those that were merged into it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="members">The customer and all that was merged into it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CreditAccount?> FindAsync(ICrmSession session, IReadOnlyList<CustomerId> members, CancellationToken cancellationToken)
    {
        CrmPage<CreditAccount> page = await session.QueryAsync(
            new CrmQuery<CreditAccount> { Where = Condition.IsIn(CreditAccountModel.Customer, [.. members.Select(static id => FieldValue.Of(id))]), Limit = 10_000 }, cancellationToken).ConfigureAwait(false);
        return page.Items.OrderBy(account => account.Customer != members[0]).ThenBy(static account => account.Id).FirstOrDefault();
    }

    /// <summary>The account of a customer, merged ones led to their survivor.</summary>
    public async Task<CreditAccount?> FindAsync(ICrmSession session, CustomerId customer, CancellationToken cancellationToken) =>
        await FindAsync(session, await MembersAsync(session.Scope, customer, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The accounts that share the limit of some heads.</summary>
    /// <param name="session">The session.</param>
    /// <param name="heads">The head and all that was merged into it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6253: there are more than 1,000.</exception>
    public static async Task<IReadOnlyList<CreditAccount>> SharingAsync(ICrmSession session, IReadOnlyList<CustomerId> heads, CancellationToken cancellationToken)
    {
        CrmPage<CreditAccount> page = await session.QueryAsync(
            new CrmQuery<CreditAccount> { Where = Condition.IsIn(CreditAccountModel.Head, [.. heads.Select(static id => FieldValue.Of(id))]), Limit = MaxMembers }, cancellationToken).ConfigureAwait(false);
        return page.Next is null
            ? page.Items
            : throw new CrmException(CreditErrorCodes.BadGroup, $"More than {MaxMembers} companies share the limit of customer {heads[0]}; put some of them under another head.");
    }
}
