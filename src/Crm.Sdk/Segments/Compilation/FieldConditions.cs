using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>Turns comparisons of a field into conditions; those with dates for a zone and the day that is today in it.</summary>
/// <param name="kind">The field's kind.</param>
/// <param name="field">The field, not opaque.</param>
/// <param name="attribute">The attribute behind it, or null.</param>
internal sealed class FieldConditions(RecordKind kind, FieldModel field, AttributeDefinition? attribute)
{
    /// <summary>Whether a comparison means other instants or days in other zones.</summary>
    public bool DependsOnZone(SegmentTest test) =>
        field.Type is FieldType.Date or FieldType.Instant && test.Operator != SegmentOperator.Exists;

    /// <summary>The condition.</summary>
    /// <param name="test">The comparison; not <see cref="SegmentOperator.Contains"/> and no comparison of sets.</param>
    /// <param name="zone">The zone in which days are counted.</param>
    /// <param name="today">What today is there.</param>
    /// <param name="pointer">Where it is written.</param>
    public Condition Of(SegmentTest test, DateTimeZone zone, LocalDate today, string pointer)
    {
        FieldId id = field.Id;
        if (test.Operator == SegmentOperator.Exists)
        {
            return test.Values[0].Truth == true ? Condition.Has(id) : Condition.HasNo(id);
        }

        if (test.Operator == SegmentOperator.StartsWith)
        {
            return field.Type == FieldType.Text && test.Values[0].Text is { } prefix
                ? Condition.StartsWith(id, ValueReader.Text(prefix, pointer))
                : throw ValueReader.Refuse(pointer, $"'{id}' holds no text, which alone begins with one.");
        }

        (FieldValue From, FieldValue To)[] values = [.. test.Values.Select(value => Range(value, zone, today, pointer))];
        return test.Operator switch
        {
            SegmentOperator.In => Condition.Any([.. values.Select(value => Equal(id, value))]),
            SegmentOperator.NotIn => Condition.All(Condition.Has(id), Condition.Not(Condition.Any([.. values.Select(value => Equal(id, value))]))),
            SegmentOperator.Between => Condition.All(Least(id, values[0]), Most(id, values[1])),
            SegmentOperator.Equal => Equal(id, values[0]),
            SegmentOperator.NotEqual => Condition.All(Condition.Has(id), Condition.Not(Equal(id, values[0]))),
            SegmentOperator.Less => Condition.Is(id, Comparison.Less, values[0].From),
            SegmentOperator.LessOrEqual => Most(id, values[0]),
            SegmentOperator.Greater => Condition.All(Condition.Has(id), Condition.Not(Most(id, values[0]))),
            SegmentOperator.GreaterOrEqual => Least(id, values[0]),
            _ => throw ValueReader.Refuse(pointer, $"'{SegmentJson.NameOf(test.Operator)}' compares sets; '{id}' holds one value."),
        };
    }

    private static Condition Least(FieldId id, (FieldValue From, FieldValue To) value) => Condition.Is(id, Comparison.GreaterOrEqual, value.From);

    private static Condition Most(FieldId id, (FieldValue From, FieldValue To) value) =>
        value.From == value.To ? Condition.Is(id, Comparison.LessOrEqual, value.To) : Condition.Is(id, Comparison.Less, value.To);

    private static Condition Equal(FieldId id, (FieldValue From, FieldValue To) value) =>
        value.From == value.To ? Condition.Equal(id, value.From) : Condition.All(Least(id, value), Most(id, value));

    /// <summary>A value as from and to; they differ for a day of instants, where to is the first instant after it.</summary>
    private (FieldValue From, FieldValue To) Range(SegmentValue value, DateTimeZone zone, LocalDate today, string pointer)
    {
        switch (field.Type)
        {
            case FieldType.Date:
                FieldValue date = FieldValue.Of(ValueReader.On(ValueReader.Date(value, pointer), today, pointer));
                return (date, date);
            case FieldType.Instant:
                (RelativeDate? day, Instant? instant) = ValueReader.Moment(value, pointer);
                if (instant is { } exact)
                {
                    return (FieldValue.Of(exact), FieldValue.Of(exact));
                }

                LocalDate on = ValueReader.On(day!, today, pointer);
                return (FieldValue.Of(zone.StartOf(on)), FieldValue.Of(zone.StartOf(on.PlusDays(1))));
            default:
                FieldValue one = ValueReader.Read(kind, field, attribute, value, pointer);
                return (one, one);
        }
    }
}
