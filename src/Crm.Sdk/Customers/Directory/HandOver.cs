using Crm.Sdk.Segments;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Customers;

/// <summary>A bulk hand-over of customers, 客户移交 (CU-7): which ones, to whom, and why.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Reason">Why; it stands on the revision of every customer and task that moves. At most 500 characters.</param>
public sealed record HandOver(string Reason)
{
    /// <summary>The owner whose customers and open tasks move; null to move whatever <see cref="Where"/> says.</summary>
    public string? From { get; init; }

    /// <summary>Which of them move; all by default.</summary>
    public Condition Where { get; init; } = Condition.Everything;

    /// <summary>Whose members among them move, as a segment that asks for more than fields; null for all. Their archives are in any state.</summary>
    public SegmentRequest? Segment { get; init; }

    /// <summary>The new owner; null to leave the owner.</summary>
    public string? Owner { get; init; }

    /// <summary>The new team; null to leave the team.</summary>
    public string? Team { get; init; }

    /// <summary>The new territory; null to leave the territory.</summary>
    public string? Territory { get; init; }
}
