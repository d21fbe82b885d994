using Crm.Sdk.Classification;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>A part that a fact decides, computed by what computes it for rules.</summary>
internal sealed class FactNode(Segment source, Fact fact, Func<FactColumn, int, bool> holds, RecordPredicate? pushed) : SegmentNode(source)
{
    public Fact Fact => fact;

    public override RecordPredicate? Pushed => pushed;

    public override bool ReadsMembers => true;

    public override bool Holds(SegmentBatch batch, int index) => batch.Column(fact, index, out int row) is { } column && holds(column, row);

    public override string? Found(SegmentBatch batch, int index) => batch.Column(fact, index, out int row) is { } column ? FactValues.Text(column, row, batch.Currency) : null;
}
