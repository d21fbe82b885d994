namespace Crm.Sdk.Customers;

/// <summary>Removes customers into the recycle bin and restores them. A customer there keeps its id, its key and all records about it, until a rule purges it.</summary>
/// <remarks>A thread-safe singleton; it changes the session, and only the session's commit writes.</remarks>
public interface ICustomerRecycleBin
{
    /// <summary>Puts a customer into the recycle bin.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="id">The customer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customer as it is in the session; the same one where it is in the bin already.</returns>
    /// <exception cref="CrmException">CRM2073: there is no such customer, or it was merged into another.</exception>
    Task<Customer> RemoveAsync(ICrmSession session, CustomerId id, CancellationToken cancellationToken);

    /// <summary>Takes a customer out of the recycle bin, into the state that it had before: active or archived.</summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="id">The customer.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customer as it is in the session.</returns>
    /// <exception cref="CrmException">CRM2073: there is no such customer, or it is not in the bin.</exception>
    Task<Customer> RestoreAsync(ICrmSession session, CustomerId id, CancellationToken cancellationToken);
}
