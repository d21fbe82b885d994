namespace Crm.Sdk.Classification;

/// <summary>How many customers have a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Count">The customers.</param>
public sealed record LabelCount(string Label, long Count);
