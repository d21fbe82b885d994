using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>A part of a segment, ready to be judged: names found, dates settled, other segments put in.</summary>
/// <param name="source">What was written.</param>
internal abstract class SegmentNode(Segment source)
{
    public Segment Source => source;

    /// <summary>The same for a store; null where only the core can judge it.</summary>
    public abstract RecordPredicate? Pushed { get; }

    /// <summary>Whether records of merged customers count for the one that they were merged into, which stores do not see.</summary>
    public virtual bool ReadsMembers => false;

    public virtual IEnumerable<SegmentNode> Parts => [];

    public abstract bool Holds(SegmentBatch batch, int index);

    public abstract string? Found(SegmentBatch batch, int index);

    public SegmentFinding Explain(SegmentBatch batch, int index) =>
        new(Source, Holds(batch, index), Found(batch, index), Parts.Select(part => part.Explain(batch, index)).ToValueList());

    public IEnumerable<SegmentNode> All() => Parts.SelectMany(static part => part.All()).Prepend(this);
}
