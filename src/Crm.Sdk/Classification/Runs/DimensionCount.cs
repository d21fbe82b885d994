namespace Crm.Sdk.Classification;

/// <summary>How many customers have each label of a dimension.</summary>
/// <param name="Dimension">The dimension.</param>
/// <param name="Rule">The rule that gives its labels.</param>
/// <param name="Labels">The labels in the rule's order, with their counts.</param>
public sealed record DimensionCount(string Dimension, string Rule, ValueList<LabelCount> Labels);
