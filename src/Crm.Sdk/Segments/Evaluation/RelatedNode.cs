using System.Globalization;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>A part that records of another kind decide: how many there are, or what an amount of them comes to.</summary>
internal sealed class RelatedNode(Segment source, RelatedQuery query, ValueList<MeasureTest> tests, bool pushes) : SegmentNode(source)
{
    public RelatedQuery Query => query;

    public override RecordPredicate? Pushed { get; } = pushes ? new RecordPredicate.Related(query.Records, query.Measure, tests) : null;

    public override bool ReadsMembers => query.OfMembers;

    public override bool Holds(SegmentBatch batch, int index) => batch.Value(this, index) is { } value && tests.All(test => MeasureTests.Holds(value, test));

    public override string? Found(SegmentBatch batch, int index) => batch.Value(this, index) is not { } value ? null
        : query.Currency is { } currency ? Money.OfMinor(value, currency).ToString() : value.ToString(CultureInfo.InvariantCulture);
}
