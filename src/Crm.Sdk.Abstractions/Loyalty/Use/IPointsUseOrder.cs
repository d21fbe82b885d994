namespace Crm.Sdk.Loyalty;

/// <summary>Extension point: in which order the lots of an account are used when points are spent, set aside, passed on or taken back, such as promotional points first.</summary>
/// <remarks>
/// A thread-safe singleton, and a pure function: the same lots at the same instant get the same ranks, whatever else is asked. It decides only which points go first; how many, and that no point is used twice,
/// is the ledger's. Where it throws or takes too long nothing is posted (CRM6416).
/// </remarks>
public interface IPointsUseOrder
{
    /// <summary>The code by which wallets name it, such as <c>acme.promotional-first</c>.</summary>
    string Code { get; }

    /// <summary>Ranks the lots that could be used.</summary>
    /// <param name="request">The lots, and where to rank them.</param>
    /// <param name="cancellationToken">Cancelled when the posting is, and at the call's deadline.</param>
    ValueTask RankAsync(PointsUseRequest request, CancellationToken cancellationToken);
}
