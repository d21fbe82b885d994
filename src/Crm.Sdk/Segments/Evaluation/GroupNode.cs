using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Several parts: all, any or none of them; also a negation (none of one) and a saved segment (all of one).</summary>
internal sealed class GroupNode : SegmentNode
{
    private readonly SegmentNode[] _parts;
    private readonly GroupKind _kind;

    public GroupNode(Segment source, GroupKind kind, SegmentNode[] parts)
        : base(source)
    {
        (_kind, _parts) = (kind, parts);
        Pushed = Array.TrueForAll(parts, static part => part.Pushed is not null) ? Push([.. parts.Select(static part => part.Pushed!)]) : null;
    }

    public GroupKind Kind => _kind;

    public override RecordPredicate? Pushed { get; }

    public override bool ReadsMembers => Array.Exists(_parts, static part => part.ReadsMembers);

    public override IEnumerable<SegmentNode> Parts => _parts;

    public override bool Holds(SegmentBatch batch, int index) => _kind switch
    {
        GroupKind.All => Array.TrueForAll(_parts, part => part.Holds(batch, index)),
        GroupKind.Any => Array.Exists(_parts, part => part.Holds(batch, index)),
        _ => !Array.Exists(_parts, part => part.Holds(batch, index)),
    };

    public override string? Found(SegmentBatch batch, int index) => null;

    /// <summary>The parts that must all hold: those of groups of all, of saved segments too.</summary>
    public static IEnumerable<SegmentNode> Conjuncts(SegmentNode node) => node is GroupNode { Kind: GroupKind.All } group ? group._parts.SelectMany(Conjuncts) : [node];

    private RecordPredicate Push(ValueList<RecordPredicate> parts) => _kind switch
    {
        GroupKind.All => new RecordPredicate.AllOf(parts),
        GroupKind.Any => new RecordPredicate.AnyOf(parts),
        _ => new RecordPredicate.Negation(new RecordPredicate.AnyOf(parts)),
    };
}
