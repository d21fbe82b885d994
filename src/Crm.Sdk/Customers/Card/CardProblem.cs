namespace Crm.Sdk.Customers;

/// <summary>A section that is missing on a card.</summary>
/// <param name="Source">Which section, and whose.</param>
/// <param name="Reason">Why.</param>
public sealed record CardProblem(string Source, string Reason);
