namespace Crm.Sdk.Customers.Duplicates;

/// <summary>A customer that is about to be written, and one that is probably the same.</summary>
/// <param name="Written">The customer as it would be written.</param>
/// <param name="Match">The other one: stored, or written by the same commit.</param>
/// <param name="Score">The probability that both are one customer, 0 to 1.</param>
/// <param name="Path">The path of the write.</param>
public sealed record DuplicateCase(Customer Written, Customer Match, double Score, DuplicatePath Path);
