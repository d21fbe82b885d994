namespace Crm.Sdk.Lifecycle;

/// <summary>How many lost customers have a reason, a value and a competitor in common (LC-3).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Reason">The reason that was found out last; null where none is known.</param>
/// <param name="Value">The label of value; null where there is none.</param>
/// <param name="Competitor">The competitor; null where it is none, or not known.</param>
/// <param name="Customers">How many.</param>
public sealed record LossShare(string? Reason, string? Value, string? Competitor, long Customers);
