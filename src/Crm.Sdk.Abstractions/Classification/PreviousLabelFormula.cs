namespace Crm.Sdk.Classification;

/// <summary>A fact that is the customer's label in a dimension before the run.</summary>
/// <param name="Dimension">The dimension.</param>
public sealed record PreviousLabelFormula(string Dimension) : FactFormula;
