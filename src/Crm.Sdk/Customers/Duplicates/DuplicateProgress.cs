namespace Crm.Sdk.Customers.Duplicates;

/// <summary>How far a search is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Done">How many customers were read, or pairs compared.</param>
public sealed record DuplicateProgress(DuplicateStep Step, long Done);
