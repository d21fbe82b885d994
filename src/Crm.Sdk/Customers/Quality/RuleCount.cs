namespace Crm.Sdk.Customers;

/// <summary>How many customers break a rule across fields.</summary>
/// <param name="Code">The rule's code.</param>
/// <param name="Customers">How many.</param>
public sealed record RuleCount(string Code, long Customers);
