namespace Crm.Sdk.Customers;

/// <summary>The directory of customers: finds one by what people call it, lists many, puts archives away and takes them out again (CU-5).</summary>
/// <remarks>
/// Customers are removed and restored by the recycle bin. A thread-safe singleton; its methods
/// read through the session and add to it, and only the commit writes.
/// </remarks>
public interface ICustomerDirectory
{
    /// <summary>Finds a customer by external key or internal id. One that was merged leads to its survivor.</summary>
    /// <param name="session">The session.</param>
    /// <param name="keyOrId">The external key, or the internal id where no customer has it as its key.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The customer, in whatever state its archive is but merged, or null where there is none.</returns>
    Task<Customer?> FindAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken);

    /// <summary>Finds the customer that has an external key or internal id itself, also where it was merged into another.</summary>
    /// <inheritdoc cref="FindAsync"/>
    /// <returns>The customer, in whatever state its archive is, or null where there is none.</returns>
    Task<Customer?> FindExactAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken);

    /// <summary>Finds a customer by external key or internal id, or says that there is none.</summary>
    /// <inheritdoc cref="FindAsync"/>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    Task<Customer> GetAsync(ICrmSession session, string keyOrId, CancellationToken cancellationToken);

    /// <summary>The customer into which one was merged, however often; the same one where it was not.</summary>
    /// <exception cref="CrmException">CRM3101: the survivor is gone.</exception>
    Task<Customer> SurvivorAsync(ICrmSession session, Customer customer, CancellationToken cancellationToken);

    /// <summary>One page of a list.</summary>
    Task<CrmPage<Customer>> ListAsync(ICrmSession session, CustomerList list, CancellationToken cancellationToken);

    /// <summary>How many customers a list has.</summary>
    Task<long> CountAsync(ICrmSession session, CustomerList list, CancellationToken cancellationToken);

    /// <summary>Puts a customer's archive away: kept and readable, left out of lists and work.</summary>
    /// <exception cref="CrmException">CRM3102: it was merged, or lies in the recycle bin. CRM2030: the session has not read the customer.</exception>
    void Archive(ICrmSession session, Customer customer);

    /// <summary>Takes a customer's archive back into use.</summary>
    /// <inheritdoc cref="Archive"/>
    void Reactivate(ICrmSession session, Customer customer);
}
