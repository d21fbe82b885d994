namespace Crm.Sdk.Classification;

/// <summary><see cref="IClassificationRule.Classify"/> of one rule.</summary>
internal delegate Verdict AskRule(in CustomerFacts facts, Explanation? why);
