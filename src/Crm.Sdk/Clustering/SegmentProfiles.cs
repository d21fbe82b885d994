using System.Runtime.CompilerServices;
using Crm.Sdk.Classification;
using Crm.Sdk.Customers;
using Crm.Sdk.Plugins;
using Crm.Sdk.Segments;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Clustering;

/// <summary>Says what sets the members of a segment apart from all customers of a tenant, and by how much (CL-8).</summary>
/// <remarks>A thread-safe singleton. Memory grows as columns of orders do, and by 8 bytes a customer and fact; members are read page by page.</remarks>
public sealed class SegmentProfiles
{
    private const int PageSize = 5_000;

    private readonly ISegments _segments;
    private readonly CustomerFactTables _facts;

    /// <summary>Makes the service.</summary>
    public SegmentProfiles(ISegments segments, ICrmStore store, IExtensions extensions, ClassifierSettings settings, TimeProvider time, IExchangeRates? rates = null)
    {
        _segments = segments;
        _facts = new CustomerFactTables(store, extensions, settings, time, rates);
    }

    /// <summary>Profiles a segment.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="request">Whose members, and as of when; the facts are of the same instant.</param>
    /// <param name="facts">The facts to compare by, numbers and categories.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6160: a fact is not to be had.</exception>
    /// <exception cref="SegmentException">CRM6051 to CRM6055: the segment cannot be meant.</exception>
    public async Task<SegmentProfile> ProfileAsync(CrmScope scope, SegmentRequest request, IReadOnlyList<Fact> facts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(facts);
        await _segments.PlanAsync(scope, request, cancellationToken).ConfigureAwait(false); // what cannot be meant is said before all orders are read
        (OrderColumns columns, FactTable table) = await _facts.ReadAsync(scope, request.AsOf, facts, cancellationToken).ConfigureAwait(false);
        return await SegmentProfiler.ProfileAsync(columns, table, MembersAsync(scope, request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<CustomerId> MembersAsync(CrmScope scope, SegmentRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var paging = new SegmentPaging { Take = PageSize };
        while (true)
        {
            SegmentPage page = await _segments.ListAsync(scope, request, paging, cancellationToken).ConfigureAwait(false);
            foreach (Customer member in page.Members)
            {
                yield return member.Id;
            }

            if (page.Next is null)
            {
                yield break;
            }

            paging = paging with { After = page.Next };
        }
    }
}
