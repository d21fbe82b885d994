namespace Crm.Sdk.Reports;

/// <summary>How a customer base is composed by one dimension's labels (客户构成).</summary>
/// <param name="Dimension">The dimension, such as <c>value-tier</c>.</param>
/// <param name="Labels">The labels in the order of the rule.</param>
public sealed record DimensionComposition(string Dimension, ValueList<LabelShare> Labels);
