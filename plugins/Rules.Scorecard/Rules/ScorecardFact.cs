using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Scorecard;

/// <summary>A fact and how a characteristic's value is taken from it.</summary>
/// <param name="Fact">The fact, which the rule declares.</param>
/// <param name="Read">Takes the value.</param>
/// <param name="TakesNumbers">Whether its values are numbers.</param>
internal sealed record ScorecardFact(Fact Fact, FactReader Read, bool TakesNumbers);
