namespace Crm.Sdk.Loyalty;

/// <summary>One line of a transaction: what it adds to an account of the ledger.</summary>
/// <param name="Account">The account.</param>
/// <param name="Points">How much its balance grows, in points; below 0 where it falls, never 0.</param>
/// <param name="Lot">The lot that the points are of; null on the programme's side, and for what is owed.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PointsEntry(PointsLedgerAccount Account, long Points, PointsLotId? Lot = null)
{
    /// <summary>Whether the account is one of the member's.</summary>
    public bool IsMembers => Account is PointsLedgerAccount.Available or PointsLedgerAccount.Pending or PointsLedgerAccount.Held or PointsLedgerAccount.Debt;
}
