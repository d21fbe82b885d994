namespace Crm.Sdk.Classification;

/// <summary>How a run is to be done.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassificationOptions
{
    /// <summary>The ids of the rules to run; all where empty. Dimensions of other rules keep their labels.</summary>
    public ValueList<string> Rules { get; init; }
}
