namespace Crm.Sdk.Timelines;

/// <summary>Everything that happened with a customer, of all kinds, newest first in one stream (CU-3, SV-1).</summary>
/// <remarks>A thread-safe singleton.</remarks>
public interface ITimeline
{
    /// <summary>The greatest number of entries in a page.</summary>
    const int MaxLimit = 500;

    /// <summary>The greatest number of customers whose entries are merged.</summary>
    const int MaxCustomers = 100;

    /// <summary>One page of a timeline.</summary>
    /// <param name="scope">The tenant, and who reads.</param>
    /// <param name="query">Whose timeline, and which part of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM2021: the limit or the number of customers is out of range.</exception>
    Task<TimelinePage> ReadAsync(CrmScope scope, TimelineQuery query, CancellationToken cancellationToken);
}
