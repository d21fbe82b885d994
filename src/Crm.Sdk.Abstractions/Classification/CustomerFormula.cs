namespace Crm.Sdk.Classification;

/// <summary>A fact that stands on the customer's record.</summary>
/// <param name="Field">Which one.</param>
public sealed record CustomerFormula(CustomerField Field) : FactFormula;
