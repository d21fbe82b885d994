namespace Crm.Sdk.Lifecycle;

/// <summary>From which score on customers with a label are warned of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Label">The label, in the policy's <see cref="ChurnPolicy.GroupDimension"/>.</param>
/// <param name="Score">The score, 0 to 1; the edge belongs to the warning.</param>
public sealed record ChurnThreshold(string Label, double Score);
