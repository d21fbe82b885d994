namespace Crm.Sdk.Customers;

/// <summary>The quality of one customer's archive (CU-6).</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">The instant that the answer is for.</param>
/// <param name="Facets">Each facet, by name.</param>
/// <param name="Findings">What is missing, contradictory, stale or unused: the heaviest first.</param>
/// <param name="Problems">Rules of plugins that failed and count for nothing here.</param>
public sealed record CustomerQuality(Customer Customer, AsOf AsOf, ValueList<FacetQuality> Facets, ValueList<QualityFinding> Findings, ValueList<CardProblem> Problems);
