using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Counts, lists and explains the members of segments, and keeps saved ones (CL-3).</summary>
/// <remarks>
/// What the store can find it finds itself; the rest is judged page by page in bounded memory, and the plan says so. Every method but <see cref="FindAsync"/> and <see cref="VersionsAsync"/> refuses a segment that
/// cannot be meant with a <see cref="SegmentException"/> (CRM6051 to CRM6055). A thread-safe singleton.
/// </remarks>
public interface ISegments
{
    /// <summary>Counts the members.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="request">Whose members, and as of when.</param>
    /// <param name="progress">Told the customers judged by the core so far, or null.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    Task<SegmentCount> CountAsync(CrmScope scope, SegmentRequest request, IProgress<long>? progress, CancellationToken cancellationToken);

    /// <summary>Lists a page of the members. Between pages no member comes twice, and none is lost that did not change.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="request">Whose members, and as of when; the same for every page.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Stops between reads.</param>
    Task<SegmentPage> ListAsync(CrmScope scope, SegmentRequest request, SegmentPaging page, CancellationToken cancellationToken);

    /// <summary>Says which parts hold for a customer, and what was found.</summary>
    /// <exception cref="CrmException">CRM3101: there is no such customer.</exception>
    Task<SegmentExplanation> ExplainAsync(CrmScope scope, SegmentRequest request, CustomerId customer, CancellationToken cancellationToken);

    /// <summary>Checks a segment, and says how its members would be found.</summary>
    Task<SegmentPlan> PlanAsync(CrmScope scope, SegmentRequest request, CancellationToken cancellationToken);

    /// <summary>Adds the next version of a saved segment to a session. Two saves of one version at once clash in the commit (CRM2033): read and save again.</summary>
    /// <param name="session">The session; its commit writes it.</param>
    /// <param name="name">The name: ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 64.</param>
    /// <param name="segment">The segment. Saved segments that it names must be there.</param>
    /// <param name="asOf">As of when it is checked.</param>
    /// <param name="titleEn">The title in English, or null for that of the version before.</param>
    /// <param name="titleZh">The title in Chinese, or null for that of the version before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<SegmentDefinition> SaveAsync(ICrmSession session, string name, Segment segment, AsOf asOf, string? titleEn, string? titleZh, CancellationToken cancellationToken);

    /// <summary>A saved segment, the latest version where none is given; null where it is not there.</summary>
    Task<SegmentDefinition?> FindAsync(CrmScope scope, string name, int? version, CancellationToken cancellationToken);

    /// <summary>A page of the versions of a saved segment, the latest first.</summary>
    Task<CrmPage<SegmentDefinition>> VersionsAsync(CrmScope scope, string name, PageCursor? after, CancellationToken cancellationToken);
}
