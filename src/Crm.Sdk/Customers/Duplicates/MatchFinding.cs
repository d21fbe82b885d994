using Crm.Sdk.Classification;

namespace Crm.Sdk.Customers.Duplicates;

/// <summary>What one rule had to say about two customers.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Likeness">How alike what it compared is, 0 to 1.</param>
/// <param name="Bits">The weight of that, in bits: positive for one customer, negative for two.</param>
/// <param name="Reasons">Why, as codes and arguments; <see cref="ClassificationTexts"/> has their texts.</param>
public sealed record MatchFinding(string Rule, double Likeness, double Bits, ValueList<Reason> Reasons);
