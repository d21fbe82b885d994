using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>Leads from merged customers to the one that stayed, and from that to all that were merged into it.</summary>
/// <remarks>Records that name a merged customer are never rewritten: who reads a customer's records reads those of all its members. A thread-safe singleton.</remarks>
public sealed class CustomerIdentity
{
    private readonly ICrmStore _store;
    private readonly QueryRunner _queries;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store, whose schema was made for the model.</param>
    /// <param name="model">All kinds.</param>
    public CustomerIdentity(ICrmStore store, ModelCatalogue model)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(model);
        _store = store;
        _queries = new QueryRunner(store, model);
    }

    /// <summary>The customer that an id stands for now: itself, or the survivor of the merges that it went through.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Any customer's id; one that is not there stands for itself.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <exception cref="CrmException">CRM2161: the merges lead in a circle, which only damaged records do.</exception>
    public async Task<CustomerId> ResolveAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var passed = new HashSet<CustomerId>();
        while (passed.Add(customer))
        {
            StoredRecord? record = (await _store.FindAsync(scope.Tenant, CustomerModel.Kind.Kind, [customer], cancellationToken).ConfigureAwait(false))[0];
            if (((Customer?)record?.Entity)?.MergedInto is not { } survivor)
            {
                return customer;
            }

            customer = survivor;
        }

        throw new CrmException(DuplicateErrorCodes.MergeCircle, $"The merges of customer {customer} lead in a circle; end one of them.");
    }

    /// <summary>The ids under which a customer's records stand: its own, then those of all that were merged into it, directly or by way of others.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="survivor">The customer.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    public async Task<IReadOnlyList<CustomerId>> MembersAsync(CrmScope scope, CustomerId survivor, CancellationToken cancellationToken) =>
        (await MembersAsync(scope, [survivor], cancellationToken).ConfigureAwait(false))[survivor];

    /// <summary>The same of many customers, in few questions.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="survivors">The customers, none of which was merged into another of them.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    /// <returns>The ids of each.</returns>
    public async Task<IReadOnlyDictionary<CustomerId, IReadOnlyList<CustomerId>>> MembersAsync(CrmScope scope, IReadOnlyCollection<CustomerId> survivors, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(survivors);
        return await MergedMembers.ReadAsync(_queries.PageAsync, scope.Tenant, survivors, cancellationToken).ConfigureAwait(false);
    }
}
