namespace Crm.Sdk.Credit;

/// <summary>What scorecard to make.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ScorecardRequest
{
    /// <summary>The scorecard's name for ever.</summary>
    public string Id { get; init; } = "scorecard";

    /// <summary>Its version, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The characteristics it may ask; empty for all of the sample.</summary>
    public ValueList<string> Characteristics { get; init; }

    /// <summary>How values are put into classes.</summary>
    public BinningOptions Binning { get; init; } = new();

    /// <summary>How odds become points.</summary>
    public ScorecardScaling Scaling { get; init; } = ScorecardScaling.Default;
}
