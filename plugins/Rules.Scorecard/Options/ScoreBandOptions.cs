namespace Crm.Sdk.Rules.Scorecard;

/// <summary>A label and the points from which it is given.</summary>
public sealed class ScoreBandOptions
{
    /// <summary>The label: 1 to 64 ASCII letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</summary>
    public string Label { get; set; } = string.Empty;

    /// <summary>From how many points on; an edge belongs to the label.</summary>
    public double From { get; set; }
}
