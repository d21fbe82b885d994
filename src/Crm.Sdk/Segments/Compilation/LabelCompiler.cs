using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Segments;

/// <summary>Makes nodes of labels, those of the tenant's current run.</summary>
internal sealed class LabelCompiler(SegmentLookups lookups)
{
    private static readonly ValueList<MeasureTest> AtLeastOne = [new MeasureTest(Comparison.GreaterOrEqual, 1)];
    private static readonly ValueList<MeasureTest> None = [new MeasureTest(Comparison.Less, 1)];

    public async Task<SegmentNode> CompileAsync(Segment.LabelTest segment, string pointer, CancellationToken cancellationToken)
    {
        await RequireKnownAsync(segment, pointer, cancellationToken).ConfigureAwait(false);
        long run = await lookups.RunAsync(cancellationToken).ConfigureAwait(false) ?? 0; // no assignment is current in run 0
        FieldValue number = FieldValue.Of(run);
        var conditions = new List<Condition>
        {
            Condition.Equal(LabelModel.Dimension, FieldValue.Of(segment.Dimension)),
            segment.Operator == SegmentOperator.Exists ? Condition.Has(LabelModel.Label) : Condition.IsIn(LabelModel.Label, [.. segment.Labels.Select(static label => FieldValue.Of(label))]),
            Condition.Is(LabelModel.FromRun, Comparison.LessOrEqual, number),
            Condition.Is(LabelModel.ToRun, Comparison.Greater, number),
        };
        FieldId since = "since";
        AsOf asOf = lookups.AsOf;
        if (segment.Since is { } from)
        {
            conditions.Add(Condition.Is(since, Comparison.GreaterOrEqual, FieldValue.Of(asOf.Zone.StartOf(ValueReader.On(from, asOf.Date, $"{pointer}/since")))));
        }

        if (segment.Before is { } before)
        {
            conditions.Add(Condition.Is(since, Comparison.Less, FieldValue.Of(asOf.Zone.StartOf(ValueReader.On(before, asOf.Date, $"{pointer}/before")))));
        }

        var records = new RelatedRecords(LabelModel.Kind.Kind, LabelModel.Customer) { Where = ConditionNormalizer.Normalize(Condition.All([.. conditions])) };
        return new RelatedNode(
            segment,
            new RelatedQuery(records, RelatedMeasure.Count, OfMembers: false, null, since),
            segment.Operator == SegmentOperator.NotIn ? None : AtLeastOne,
            pushes: true);
    }

    /// <summary>A label is there if a rule can give it or, from a plugin that is absent now, it was given.</summary>
    private async Task RequireKnownAsync(Segment.LabelTest segment, string pointer, CancellationToken cancellationToken)
    {
        RuleDescriptor[] rules = [.. lookups.Sources.Extensions.All<IRule>().Select(static rule => rule.Instance.Descriptor)];
        RuleDescriptor[] deciding = [.. rules.Where(rule => rule.Dimension == segment.Dimension)];
        if (deciding.Length == 0 && !await lookups.WasGivenAsync(segment.Dimension, null, cancellationToken).ConfigureAwait(false))
        {
            throw new SegmentException(
                SegmentErrorCodes.UnknownName, $"{pointer}/label", $"no rule decides the dimension '{segment.Dimension}', and no customer ever had a label of it; {NearName.Hint(segment.Dimension, rules.Select(static rule => rule.Dimension))}");
        }

        foreach (string label in segment.Labels)
        {
            if (deciding.Length > 0 && !deciding.Any(rule => rule.Labels.Contains(label)) && !await lookups.WasGivenAsync(segment.Dimension, label, cancellationToken).ConfigureAwait(false))
            {
                throw new SegmentException(
                    SegmentErrorCodes.UnknownName, pointer, $"'{segment.Dimension}' has no label '{label}'; {NearName.Hint(label, deciding.SelectMany(static rule => rule.Labels))}");
            }
        }
    }
}
