namespace Crm.Sdk.Lifecycle;

/// <summary>A cell of the transition matrix: how many customers were in one stage at the first instant, and are in another or the same at the last.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The stage at the first instant.</param>
/// <param name="To">The stage at the last one.</param>
/// <param name="Customers">How many; 1 or more.</param>
public sealed record StageMove(string From, string To, long Customers);
