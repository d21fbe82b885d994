namespace Crm.Sdk.Loyalty;

/// <summary>What a verification of the points ledger found.</summary>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Postings">How many transactions.</param>
/// <param name="Outstanding">The points that members have: available, pending and held.</param>
/// <param name="Debt">The points that members owe.</param>
/// <param name="ProblemCount">How many problems there are.</param>
/// <param name="Problems">The first of them, at most <see cref="PointsVerifier.MaxProblems"/>.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record LedgerVerification(long Accounts, long Postings, long Outstanding, long Debt, long ProblemCount, ValueList<LedgerProblem> Problems)
{
    /// <summary>Whether every invariant holds.</summary>
    public bool IsBalanced => ProblemCount == 0;
}
