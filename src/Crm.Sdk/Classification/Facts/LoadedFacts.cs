namespace Crm.Sdk.Classification;

/// <summary>The facts of a run.</summary>
/// <param name="Table">The columns, one row a customer.</param>
/// <param name="Model">The population model that was used.</param>
/// <param name="Unavailable">Facts that could not be had, and why.</param>
/// <param name="SourceFingerprints">By fact that a source provides, the source's fingerprint.</param>
/// <param name="Learning">How long learning and applying the population model took.</param>
internal sealed record LoadedFacts(
    FactTable Table, PopulationModel Model, IReadOnlyDictionary<Fact, RuleStop> Unavailable, IReadOnlyDictionary<Fact, string> SourceFingerprints, TimeSpan Learning);
