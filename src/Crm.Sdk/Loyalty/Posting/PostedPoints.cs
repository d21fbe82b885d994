namespace Crm.Sdk.Loyalty;

/// <summary>What became of a posting.</summary>
/// <param name="Transaction">The transaction: of a transfer the giver's.</param>
/// <param name="IsRepetition">Whether it had been posted before and nothing was added.</param>
/// <remarks>Immutable; thread-safe.</remarks>
public sealed record PostedPoints(PointsTransaction Transaction, bool IsRepetition);
