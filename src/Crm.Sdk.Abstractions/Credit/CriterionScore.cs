using Crm.Sdk.Classification;

namespace Crm.Sdk.Credit;

/// <summary>How one criterion was scored.</summary>
/// <param name="Criterion">The criterion's code.</param>
/// <param name="Score">Its score, 0 to 100.</param>
/// <param name="Weight">Its share in the whole.</param>
/// <param name="Confidence">How much of it rests on evidence, 0 to 1.</param>
/// <param name="Indicators">Its indicators, in the model's order.</param>
/// <param name="Reasons">What raised or lowered it, the strongest first.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CriterionScore(
    string Criterion, double Score, double Weight, double Confidence, ValueList<IndicatorScore> Indicators, ValueList<Reason> Reasons);
