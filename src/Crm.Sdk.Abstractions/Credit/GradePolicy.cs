namespace Crm.Sdk.Credit;

/// <summary>What a policy grants a grade.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="ShareOfNetWorth">Which share of its net worth a customer may owe, 0 to 10.</param>
/// <param name="PeerFactor">How many times the limit of comparable customers it may owe, 0 to 10.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GradePolicy(CreditGrade Grade, decimal ShareOfNetWorth, decimal PeerFactor);
