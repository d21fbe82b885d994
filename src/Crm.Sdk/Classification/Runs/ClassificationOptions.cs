namespace Crm.Sdk.Classification;

/// <summary>How a run is to be done.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassificationOptions
{
    /// <summary>The ids of the rules to run; all where empty. Dimensions of other rules keep their labels.</summary>
    public ValueList<string> Rules { get; init; }

    /// <summary>Whether everything is read and computed anew, though an earlier run of this process left what could be gone on from. The answers are the same.</summary>
    public bool Full { get; init; }
}
