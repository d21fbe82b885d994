namespace Crm.Sdk.Credit;

/// <summary>What came of making decisions again.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Decisions">How many were made again.</param>
/// <param name="Different">Those that do not come out the same: their record was damaged or forged, or the release computes otherwise.</param>
public sealed record CreditReplayReport(long Decisions, ValueList<CreditDecisionId> Different);
