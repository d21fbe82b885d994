using Crm.Sdk.Customers;

namespace Crm.Sdk.Segments;

/// <summary>Why a customer is or is not a member of a segment.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="IsMember">Whether it is a member: the segment holds and its archive is in a state that was asked for.</param>
/// <param name="HasState">Whether its archive is in a state that was asked for.</param>
/// <param name="Root">The segment with all of its parts.</param>
public sealed record SegmentExplanation(Customer Customer, bool IsMember, bool HasState, SegmentFinding Root);
