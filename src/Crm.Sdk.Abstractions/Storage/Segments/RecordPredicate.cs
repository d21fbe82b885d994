namespace Crm.Sdk.Storage;

/// <summary>Which records are meant, by their fields and by the records that name them: what a segment becomes for a store (<see cref="ISegmentStore"/>).</summary>
/// <remarks>A closed tree. Two truth values, as in <see cref="Condition"/>. Everything in it is absolute: dates, runs and currencies are settled by the core. Immutable, equal by value, thread-safe.</remarks>
public abstract record RecordPredicate
{
    private RecordPredicate()
    {
    }

    /// <summary>Every record.</summary>
    public static RecordPredicate Everything { get; } = new AllOf(ValueList<RecordPredicate>.Empty);

    /// <summary>All of them hold; true of none.</summary>
    /// <param name="Predicates">The parts.</param>
    public sealed record AllOf(ValueList<RecordPredicate> Predicates) : RecordPredicate;

    /// <summary>At least one of them holds; false of none.</summary>
    /// <param name="Predicates">The parts.</param>
    public sealed record AnyOf(ValueList<RecordPredicate> Predicates) : RecordPredicate;

    /// <summary>It does not hold.</summary>
    /// <param name="Predicate">What does not.</param>
    public sealed record Negation(RecordPredicate Predicate) : RecordPredicate;

    /// <summary>A condition over the record's own fields, in normal form or not.</summary>
    /// <param name="Condition">The condition.</param>
    public sealed record Fields(Condition Condition) : RecordPredicate;

    /// <summary>A text field that has a text in it, by code point and case-sensitively; false where it has no value.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Text">The text; not empty.</param>
    public sealed record Contains(FieldId Field, string Text) : RecordPredicate;

    /// <summary>An opaque field that is a JSON array of texts and has at least one of several; false where it has no value.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Values">The texts.</param>
    public sealed record HasItem(FieldId Field, ValueList<string> Values) : RecordPredicate;

    /// <summary>A measure of the records that name this one, compared; false where the measure is undefined.</summary>
    /// <param name="Records">Which records.</param>
    /// <param name="Measure">What is measured.</param>
    /// <param name="Tests">What must hold of it, all of them.</param>
    public sealed record Related(RelatedRecords Records, RelatedMeasure Measure, ValueList<MeasureTest> Tests) : RecordPredicate;

    /// <summary>Fields of whole numbers that are the coordinates of a point no farther from a centre than given: Σ(field − centre)² ≤ the square. False where a field has no value.</summary>
    /// <remarks>Coordinates and centre are such that the sum stays below 2⁶³.</remarks>
    /// <param name="Coordinates">The fields, one a dimension.</param>
    /// <param name="Center">The centre, a coordinate for each field.</param>
    /// <param name="Square">The greatest sum of squares.</param>
    public sealed record Near(ValueList<FieldId> Coordinates, ValueList<long> Center, long Square) : RecordPredicate;
}
