using Crm.Sdk.Customers;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>One page of a segment's members.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Members">The members, in the order that was asked for.</param>
/// <param name="Next">Where the next page starts, or null where this was the last.</param>
/// <param name="Plan">How they were found.</param>
public sealed record SegmentPage(ValueList<Customer> Members, PageCursor? Next, SegmentPlan Plan);
