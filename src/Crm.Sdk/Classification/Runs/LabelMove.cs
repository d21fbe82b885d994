namespace Crm.Sdk.Classification;

/// <summary>How many customers a changed set of rules takes from one label to another, or leaves where they are.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="From">The label by the rules as they are; null for none.</param>
/// <param name="To">The label by the changed rules; null for none.</param>
/// <param name="Customers">How many customers.</param>
public sealed record LabelMove(string Dimension, string? From, string? To, long Customers);
