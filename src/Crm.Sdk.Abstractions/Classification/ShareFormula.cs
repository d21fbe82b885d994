namespace Crm.Sdk.Classification;

/// <summary>A population fact: A, B or C (as 1, 2 or 3) by share of a value, after Pareto.</summary>
/// <remarks>
/// Customers in falling order of value are A until they hold together <paramref name="A"/> per cent of the sum of all values above zero (the one who reaches it
/// is still A), then B until <paramref name="B"/> per cent, then C. Customers with equal values get equal classes, the better one; values of zero or below are C.
/// </remarks>
/// <param name="Of">The fact whose values are shared; a number or money.</param>
/// <param name="A">Per cent of the sum that A-customers hold: 1 to 98.</param>
/// <param name="B">Per cent of the sum that A- and B-customers hold: more than <paramref name="A"/>, at most 99.</param>
public sealed record ShareFormula(Fact Of, int A, int B) : FactFormula;
