using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>The directory of customers over sessions.</summary>
/// <remarks>A thread-safe singleton.</remarks>
public sealed class CustomerDirectory : ICustomerDirectory
{
    private const int MaxMerges = 64;

    /// <inheritdoc/>
    public async Task<Customer?> FindAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken) =>
        await FindExactAsync(session, keyOrId, cancellationToken).ConfigureAwait(false) is { } found
            ? await SurvivorAsync(session, found, cancellationToken).ConfigureAwait(false)
            : null;

    /// <inheritdoc/>
    public async Task<Customer?> FindExactAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentException.ThrowIfNullOrEmpty(keyOrId);
        CrmPage<Customer> byKey = await session.QueryAsync(
            new CrmQuery<Customer> { Where = Condition.Equal(CustomerModel.Key, FieldValue.Of(CanonicalText.Normalize(keyOrId, int.MaxValue, "key or id"))), Limit = 1 }, cancellationToken).ConfigureAwait(false);
        return byKey.Items.Count > 0
            ? byKey.Items[0]
            : Guid.TryParseExact(keyOrId, "D", out Guid id) ? await session.FindAsync<Customer>(new RecordId(id), cancellationToken).ConfigureAwait(false) : null;
    }

    /// <inheritdoc/>
    public async Task<Customer> GetAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken) =>
        await FindAsync(session, keyOrId, cancellationToken).ConfigureAwait(false)
        ?? throw new CrmException(CustomerErrorCodes.Unknown, $"There is no customer '{keyOrId}'; give an external key, or the internal id that a list shows.");

    /// <inheritdoc/>
    public async Task<Customer> SurvivorAsync(ICrmSession session, Customer customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(customer);
        for (int steps = 0; customer.MergedInto is { } next; steps++)
        {
            customer = steps == MaxMerges
                ? throw new InvalidOperationException($"Customer {customer.Id} is the end of more than {MaxMerges} merges.")
                : await session.FindAsync<Customer>(next, cancellationToken).ConfigureAwait(false)
                    ?? throw new CrmException(CustomerErrorCodes.Unknown, $"Customer {customer.Id} was merged into {next}, which is gone.");
        }

        return customer;
    }

    /// <inheritdoc/>
    public Task<CrmPage<Customer>> ListAsync(ICrmSession session, CustomerList list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(list);
        return session.QueryAsync(new CrmQuery<Customer> { Where = list.Condition, Order = list.Order, After = list.After, Limit = list.Take }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(ICrmSession session, CustomerList list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(list);
        return session.CountAsync<Customer>(list.Condition, cancellationToken);
    }

    /// <inheritdoc/>
    public void Archive(ICrmSession session, Customer customer) => Move(session, customer, CustomerState.Archived);

    /// <inheritdoc/>
    public void Reactivate(ICrmSession session, Customer customer) => Move(session, customer, CustomerState.Active);

    private static void Move(ICrmSession session, Customer customer, CustomerState state)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(customer);
        if (customer.State is CustomerState.Merged or CustomerState.Removed)
        {
            throw new CrmException(
                CustomerErrorCodes.WrongState,
                customer.MergedInto is { } survivor ? $"Customer {customer.Id} was merged into {survivor}; end the merge first." : $"Customer {customer.Id} lies in the recycle bin; restore it first.");
        }

        session.Update(customer with { State = state });
    }
}
