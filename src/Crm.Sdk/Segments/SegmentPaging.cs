using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Which page of the members is wanted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SegmentPaging
{
    /// <summary>The field to order by; by id, which is the order of adding, where null.</summary>
    public RecordOrder? Order { get; init; }

    /// <summary>Where the last page ended; null for the first.</summary>
    public PageCursor? After { get; init; }

    /// <summary>The greatest number wanted, 1 to 10,000; 200 by default.</summary>
    public int Take { get; init; } = 200;
}
