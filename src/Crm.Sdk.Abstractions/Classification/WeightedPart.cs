namespace Crm.Sdk.Classification;

/// <summary>A part of a weighted measure.</summary>
/// <param name="Of">The fact: whole numbers or money.</param>
/// <param name="Weight">Its weight, 1 to 1,000.</param>
public readonly record struct WeightedPart(Fact Of, int Weight);
