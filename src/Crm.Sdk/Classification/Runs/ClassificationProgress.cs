namespace Crm.Sdk.Classification;

/// <summary>How far a run is.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Done">How many customers or labels it has gone through in this step.</param>
/// <param name="Total">How many there are; null where that is not known yet.</param>
public sealed record ClassificationProgress(ClassificationStep Step, long Done, long? Total);
