using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Whose members are asked for, and as of when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Segment">The segment.</param>
/// <param name="AsOf">The instant that windows and dates end with, and the zone of days. Labels are those of the current run.</param>
public sealed record SegmentRequest(Segment Segment, AsOf AsOf)
{
    /// <summary>In which states the archives of members are; active ones by default, all but merged ones where empty. A merged customer is never a member: the one it was merged into may be.</summary>
    public ValueList<CustomerState> States { get; init; } = [CustomerState.Active];
}
