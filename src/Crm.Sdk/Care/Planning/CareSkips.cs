namespace Crm.Sdk.Care;

/// <summary>How many were left out for a reason.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Reason">The reason's code.</param>
/// <param name="Count">How many.</param>
public sealed record CareSkips(string Reason, long Count);
