namespace Crm.Sdk.Customers;

/// <summary>A value that no rule could bring to a kept form.</summary>
/// <param name="Customer">Whose.</param>
/// <param name="Field">The field.</param>
/// <param name="Rule">The rule that it breaks.</param>
public sealed record IrregularValue(CustomerId Customer, string Field, string Rule);
