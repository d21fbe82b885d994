namespace Crm.Sdk.Classification;

/// <summary>A population fact: in which of a number of equally filled bins the customer's value lies, 1 the lowest.</summary>
/// <remarks>
/// The edges are the quantiles of all defined values by linear interpolation (R's type 7); a value on an edge belongs to the lower bin. They are learned first
/// and stored, so that a customer's bin can be computed again.
/// </remarks>
/// <param name="Of">The fact whose values are binned; a number or money.</param>
/// <param name="Bins">How many bins: 2 to 100.</param>
public sealed record QuantileFormula(Fact Of, int Bins) : FactFormula;
