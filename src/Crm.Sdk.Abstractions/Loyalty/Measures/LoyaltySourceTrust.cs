namespace Crm.Sdk.Loyalty;

/// <summary>How much findings of a source count beside those of others.</summary>
/// <param name="Source">The source's code.</param>
/// <param name="Trust">Above 0 and at most 1.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoyaltySourceTrust(string Source, double Trust);
