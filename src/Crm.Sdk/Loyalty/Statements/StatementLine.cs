namespace Crm.Sdk.Loyalty;

/// <summary>A line of a statement, 积分对账单: a transaction and the account after it.</summary>
/// <param name="Transaction">The transaction.</param>
/// <param name="After">The account after it.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record StatementLine(PointsTransaction Transaction, PointsAccount After);
