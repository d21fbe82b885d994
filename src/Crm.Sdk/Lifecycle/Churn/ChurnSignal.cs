using Crm.Sdk.Classification;

namespace Crm.Sdk.Lifecycle;

/// <summary>What one signal says of churn.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Signal">A code of <see cref="ChurnSignals"/>.</param>
/// <param name="Risk">0 to 1.</param>
/// <param name="Weight">How much it counts among all signals, known or not.</param>
/// <param name="Reason">What it comes from.</param>
public sealed record ChurnSignal(string Signal, double Risk, double Weight, Reason Reason);
