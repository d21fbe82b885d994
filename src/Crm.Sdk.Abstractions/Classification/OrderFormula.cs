namespace Crm.Sdk.Classification;

/// <summary>A fact that is computed of the customer's orders and returns in a window.</summary>
/// <param name="Measure">What is computed.</param>
/// <param name="Window">Of which days.</param>
public sealed record OrderFormula(OrderMeasure Measure, Trailing Window) : FactFormula;
