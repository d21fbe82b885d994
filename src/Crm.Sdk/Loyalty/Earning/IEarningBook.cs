using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>Where a walk finds earnings and puts them: the store and its ledger, or a simulation.</summary>
internal interface IEarningBook
{
    /// <summary>The earnings of documents as they stand, null where there is none.</summary>
    Task<IReadOnlyList<PointsEarning?>> FindAsync(IReadOnlyList<PointsEarningId> ids, CancellationToken cancellationToken);

    /// <summary>All earnings of a member, in no particular order.</summary>
    IAsyncEnumerable<PointsEarning> OfAsync(MemberFile file, CancellationToken cancellationToken);

    /// <summary>Puts an earning and posts what it needs.</summary>
    /// <param name="before">What stood there; null for nothing.</param>
    /// <param name="after">The earning.</param>
    /// <param name="changedAt">As of when points are taken back.</param>
    /// <param name="isMoved">Whether the postings are of another member.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The earning as it stands, and why the ledger refused a posting, in which case the document waits; null where all is done.</returns>
    Task<(PointsEarning Kept, CrmException? Refusal)> PutAsync(PointsEarning? before, PointsEarning after, Instant changedAt, bool isMoved, CancellationToken cancellationToken);

    /// <summary>Adds what the ledger holds of a wallet to the facts of a member's tier.</summary>
    Task AddPointsAsync(MemberFile file, EarningPlan plan, TierWalk tiers, CancellationToken cancellationToken);

    /// <summary>Keeps a decision on a tier.</summary>
    Task DecideAsync(MemberFile file, TierDecision decision, CancellationToken cancellationToken);

    /// <summary>Keeps that a customer is a member since an instant.</summary>
    Task EnrolAsync(MemberFile file, CancellationToken cancellationToken);
}
