namespace Crm.Sdk.Value;

/// <summary>An indicator of a customer's profit contribution, scored with evidence (VA-4).</summary>
/// <param name="Indicator">Which one.</param>
/// <param name="Evidence">What the score comes from; empty where the records say nothing.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record IndicatorScore(ProfitIndicator Indicator, ValueList<IndicatorEvidence> Evidence)
{
    /// <summary>The mean of the evidence, 0 to 10; null without any, which is not 0.</summary>
    public double? Score => Evidence.IsEmpty ? null : Evidence.Average(static evidence => evidence.Score);
}
