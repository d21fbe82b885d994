namespace Crm.Sdk.Loyalty;

/// <summary>Where the ledger contradicts itself.</summary>
/// <param name="Invariant">Which invariant fails: <c>sum</c>, <c>order</c>, <c>chain</c>, <c>balance</c>, <c>floor</c> or <c>lots</c>.</param>
/// <param name="Account">The account.</param>
/// <param name="Detail">What stands there and what should.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LedgerProblem(string Invariant, PointsAccountId Account, string Detail);
