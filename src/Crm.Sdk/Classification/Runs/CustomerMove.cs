namespace Crm.Sdk.Classification;

/// <summary>A customer whom a changed set of rules labels otherwise.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Dimension">The dimension.</param>
/// <param name="From">The label by the rules as they are; null for none.</param>
/// <param name="To">The label by the changed rules; null for none.</param>
public sealed record CustomerMove(CustomerId Customer, string Dimension, string? From, string? To);
