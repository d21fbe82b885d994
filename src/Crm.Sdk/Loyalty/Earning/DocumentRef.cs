using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>A document of a member by the few columns that put it into order and count for tiers: some 100 bytes each.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Rank">Its place among documents of one instant.</param>
/// <param name="Id">Its id.</param>
/// <param name="Net">The total before tax in minor units; 0 for an event.</param>
/// <param name="Currency">The currency's code; null for an event.</param>
/// <param name="ReturnOf">The sale of which it is a return; empty where it is none or not known.</param>
/// <param name="IsCancelled">Whether it counts for nothing.</param>
/// <param name="Event">What kind of event it is; null for an order.</param>
internal readonly record struct DocumentRef(Instant At, DocumentRank Rank, Guid Id, long Net = 0, string? Currency = null, Guid ReturnOf = default, bool IsCancelled = false, string? Event = null) : IComparable<DocumentRef>
{
    public RecordId RecordId => new(Id);

    public EarningSource Source => Rank switch
    {
        DocumentRank.Enrolment => EarningSource.Enrolment,
        DocumentRank.Birthday => EarningSource.Birthday,
        DocumentRank.Interaction => EarningSource.Interaction,
        _ => EarningSource.Order,
    };

    /// <summary>By time; then by rank; then by the id's bytes.</summary>
    public int CompareTo(DocumentRef other) => (At, Rank, new RecordId(Id)).CompareTo((other.At, other.Rank, new RecordId(other.Id)));
}
