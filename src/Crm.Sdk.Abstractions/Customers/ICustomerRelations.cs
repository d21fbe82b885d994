using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Keeps what customers are to each other (CU-8): households, companies and their contacts, referrals, company trees.</summary>
/// <remarks>
/// In a hierarchy each customer has at most one above it and nobody stands above himself, also where two people change it at once: the commit depends on every relation that was
/// looked at. A hierarchy is at most 64 levels deep. A thread-safe singleton; its methods read through the session and add to it, and only the commit writes.
/// </remarks>
public interface ICustomerRelations
{
    /// <summary>Relates two customers. In a hierarchy it replaces who stood above the lower one; who that was stays in the history.</summary>
    /// <param name="session">The session.</param>
    /// <param name="type">The type.</param>
    /// <param name="from">The first customer; in a hierarchy the one above.</param>
    /// <param name="to">The second customer; in a hierarchy the one below.</param>
    /// <param name="role">What the second is to the first in particular, or null.</param>
    /// <param name="since">The first day, if it is known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CrmException">CRM3101: one of them is not there. CRM3103: somebody would stand above himself, or the hierarchy would be too deep.</exception>
    Task<Relation> RelateAsync(ICrmSession session, RelationType type, CustomerId from, CustomerId to, string? role, LocalDate? since, CancellationToken cancellationToken);

    /// <summary>Ends a relation with a day.</summary>
    /// <exception cref="CrmException">CRM1030: the day lies before its first. CRM2030: the session has not read the relation.</exception>
    void End(ICrmSession session, Relation relation, LocalDate lastDay);

    /// <summary>The relations of a customer that hold on a day, whichever end it stands at.</summary>
    Task<IReadOnlyList<Relation>> OfAsync(ICrmSession session, CustomerId customer, LocalDate on, CancellationToken cancellationToken);

    /// <summary>Who stands above a customer in a hierarchy on a day, the nearest first.</summary>
    Task<IReadOnlyList<CustomerId>> AboveAsync(ICrmSession session, RelationType type, CustomerId customer, LocalDate on, CancellationToken cancellationToken);

    /// <summary>Who stands below a customer in a hierarchy on a day, level by level, each with its depth from 1.</summary>
    IAsyncEnumerable<(CustomerId Customer, int Depth)> BelowAsync(ICrmSession session, RelationType type, CustomerId customer, LocalDate on, CancellationToken cancellationToken);
}
