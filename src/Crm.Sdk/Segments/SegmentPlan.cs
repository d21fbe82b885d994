namespace Crm.Sdk.Segments;

/// <summary>How the members of a segment are found: what the store does itself, and what the core judges page by page.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Store">The parts that the store runs, as JSON.</param>
/// <param name="Core">The parts that the core judges on every customer that the store's parts leave, as JSON.</param>
/// <param name="Merged">Whether customers that others were merged into are judged by the core, since the records of the others are theirs.</param>
public sealed record SegmentPlan(ValueList<string> Store, ValueList<string> Core, bool Merged)
{
    /// <summary>The segment as a condition over customers' fields, for services that take one; null where it asks for more than these.</summary>
    public Storage.Condition? Condition { get; init; }

    /// <summary>Whether the store finds and counts the members alone.</summary>
    public bool IsStoreAlone => Core.IsEmpty;

    /// <summary>Whether every customer is looked at by the core.</summary>
    public bool IsScan => !Core.IsEmpty && Store.IsEmpty;

    /// <summary><c>store</c>, <c>store, then core: …</c> or <c>scan: …</c>.</summary>
    public override string ToString()
    {
        string merged = Merged ? "; merged customers by the core" : string.Empty;
        return (IsStoreAlone ? "store" : $"{(IsScan ? "scan" : "store, then core")}: {string.Join(" and ", Core)}") + merged;
    }
}
