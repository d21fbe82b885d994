namespace Crm.Sdk.Customers;

/// <summary>The quality of the archives of a base of customers (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="AsOf">The instant that the answer is for.</param>
/// <param name="Customers">How many customers were looked at.</param>
/// <param name="Facets">Each facet, by name.</param>
/// <param name="Fields">Each field, by facet and name.</param>
/// <param name="Contradictions">How many customers break each rule, by its code; rules that nobody breaks too.</param>
/// <param name="Problems">Rules of plugins that failed; they count for nothing from there on.</param>
public sealed record BaseQuality(
    AsOf AsOf, long Customers, ValueList<FacetQuality> Facets, ValueList<FieldQuality> Fields, ValueList<RuleCount> Contradictions, ValueList<CardProblem> Problems);
