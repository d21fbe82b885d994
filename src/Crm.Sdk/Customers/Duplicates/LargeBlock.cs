namespace Crm.Sdk.Customers.Duplicates;

/// <summary>A block that was too large to compare each of its customers with each other.</summary>
/// <param name="Rule">The rule that named the block.</param>
/// <param name="Customers">How many customers share the key.</param>
/// <param name="NotCompared">How many of their pairs were not compared because of this key; another key may have brought them together.</param>
/// <param name="Example">One of the customers: it shows what they share, mostly a value that stands for none.</param>
public sealed record LargeBlock(string Rule, long Customers, long NotCompared, CustomerId Example);
