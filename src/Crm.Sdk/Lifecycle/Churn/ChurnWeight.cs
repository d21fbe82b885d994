namespace Crm.Sdk.Lifecycle;

/// <summary>How much a signal counts in the score.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Signal">A code of <see cref="ChurnSignals"/>.</param>
/// <param name="Weight">Above 0 and at most 1; those of a policy add up to 1.</param>
public sealed record ChurnWeight(string Signal, double Weight);
