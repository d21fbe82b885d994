using Crm.Sdk.Customers;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>Makes nodes of comparisons of customers' fields and attributes.</summary>
internal sealed class FieldCompiler(SegmentLookups lookups)
{
    private static readonly FieldId Zone = "zone", Tags = "tags";

    private KindModel Kind => lookups.Sources.Customers;

    public async Task<SegmentNode> CompileAsync(Segment.FieldTest segment, string pointer, CancellationToken cancellationToken)
    {
        string at = pointer + "/field";
        if (DerivedField.Find(segment.Name) is { } derived)
        {
            return derived.Compile(segment, lookups.AsOf, pointer);
        }

        bool isAttribute = segment.Name.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal);
        AttributeDefinition? attribute = isAttribute ? lookups.Sources.Attributes.Find(segment.Name[AttributeDefinition.Prefix.Length..]) : null;
        if (segment.Name == Tags.Name)
        {
            return Set(segment, static customer => customer.Tags, Tags, pointer);
        }

        if (attribute?.Type == AttributeType.Choices && segment.Tests.All(static test => IsOfSets(test.Operator)))
        {
            return Set(segment, customer => customer.Attribute(attribute.Name)?.Split(';').ToValueList() ?? default, null, pointer);
        }

        FieldModel field = Kind.Fields.FirstOrDefault(field => field.Id.Name == segment.Name) is { } known && known.Type != FieldType.Opaque
            ? known
            : throw new SegmentException(SegmentErrorCodes.UnknownName, at, $"customers have no field '{segment.Name}'; {NearName.Hint(segment.Name, Known(isAttribute))}");
        var parts = new List<RecordPredicate>();
        foreach (SegmentTest test in segment.Tests)
        {
            parts.Add(await PredicateAsync(field, attribute, test, $"{pointer}/{SegmentJson.NameOf(test.Operator)}", cancellationToken).ConfigureAwait(false));
        }

        RecordPredicate predicate = parts.Count == 1 ? parts[0] : new RecordPredicate.AllOf([.. parts]);
        Func<Customer, bool>[] tests = [.. parts.Select(Prepare)];
        return new CustomerNode(segment, predicate, customer => Array.TrueForAll(tests, test => test(customer)), customer => FieldCodes.Text(Kind.Kind, field.Id, field.Get(customer)));
    }

    private async Task<RecordPredicate> PredicateAsync(FieldModel field, AttributeDefinition? attribute, SegmentTest test, string at, CancellationToken cancellationToken)
    {
        if (test.Operator == SegmentOperator.Contains)
        {
            return field.Type == FieldType.Text && test.Values[0].Text is { Length: > 0 } text
                ? new RecordPredicate.Contains(field.Id, ValueReader.Text(text, at))
                : throw ValueReader.Refuse(at, $"'{field.Id}' {(field.Type == FieldType.Text ? "is looked through for a text that is not empty" : "holds no text")}.");
        }

        var conditions = new FieldConditions(Kind.Kind, field, attribute);
        DateTimeZone zone = lookups.AsOf.Zone;
        Condition condition = conditions.Of(test, zone, lookups.AsOf.Date, at);
        if (!conditions.DependsOnZone(test))
        {
            return new RecordPredicate.Fields(condition);
        }

        // Customers in other zones have another today, and their days begin at other instants: one condition a group of zones that agree.
        var groups = new Dictionary<Condition, List<FieldValue>>();
        foreach (DateTimeZone other in await lookups.ZonesAsync(cancellationToken).ConfigureAwait(false))
        {
            Condition theirs = conditions.Of(test, other, lookups.AsOf.Instant.InZone(other).Date, at);
            if (theirs != condition)
            {
                if (!groups.TryGetValue(theirs, out List<FieldValue>? zones))
                {
                    groups.Add(theirs, zones = []);
                }

                zones.Add(FieldValue.Of(other.Id));
            }
        }

        return new RecordPredicate.Fields(groups.Count == 0 ? condition : Condition.Any(
            [
                Condition.All(Condition.Not(Condition.IsIn(Zone, [.. groups.Values.SelectMany(static zones => zones)])), condition),
                .. groups.Select(static group => Condition.All(Condition.IsIn(Zone, [.. group.Value]), group.Key)),
            ]));
    }

    private Func<Customer, bool> Prepare(RecordPredicate predicate)
    {
        if (predicate is RecordPredicate.Contains contains)
        {
            FieldModel field = Kind.Field(contains.Field);
            return customer => field.Get(customer) is { IsNull: false } value && value.AsText().Contains(contains.Text, StringComparison.Ordinal);
        }

        return ConditionEvaluator.Prepare(((RecordPredicate.Fields)predicate).Condition, Kind);
    }

    private static CustomerNode Set(Segment.FieldTest segment, Func<Customer, ValueList<string>> items, FieldId? field, string pointer)
    {
        var tests = new List<Func<ValueList<string>, bool>>();
        var pushed = new List<RecordPredicate>();
        foreach (SegmentTest test in segment.Tests)
        {
            string at = $"{pointer}/{SegmentJson.NameOf(test.Operator)}";
            if (!IsOfSets(test.Operator))
            {
                throw ValueReader.Refuse(at, $"'{segment.Name}' is a set; compare it with hasAny, hasAll, hasNone or exists.");
            }

            string[] values = test.Operator == SegmentOperator.Exists ? [] : [.. test.Values.Select(value => ValueReader.Text(value.Text ?? throw ValueReader.Refuse(at, $"'{value}' is no text."), at))];
            tests.Add(test.Operator switch
            {
                SegmentOperator.HasAny => set => set.Any(values.Contains),
                SegmentOperator.HasAll => set => values.All(set.Contains),
                SegmentOperator.HasNone => set => !set.Any(values.Contains),
                _ => set => set.IsEmpty != (test.Values[0].Truth == true),
            });
            if (field is { } id && test.Operator != SegmentOperator.Exists)
            {
                pushed.Add(test.Operator switch
                {
                    SegmentOperator.HasAny => new RecordPredicate.HasItem(id, [.. values]),
                    SegmentOperator.HasAll => new RecordPredicate.AllOf(values.Select(RecordPredicate (value) => new RecordPredicate.HasItem(id, [value])).ToValueList()),
                    _ => new RecordPredicate.Negation(new RecordPredicate.HasItem(id, [.. values])),
                });
            }
        }

        RecordPredicate? predicate = pushed.Count == tests.Count ? new RecordPredicate.AllOf([.. pushed]) : null;
        return new CustomerNode(
            segment, predicate, customer => items(customer) is var set && tests.TrueForAll(test => test(set)), customer => items(customer) is { IsEmpty: false } set ? string.Join(", ", set) : null);
    }

    private static bool IsOfSets(SegmentOperator how) => how is SegmentOperator.HasAny or SegmentOperator.HasAll or SegmentOperator.HasNone or SegmentOperator.Exists;

    private IEnumerable<string> Known(bool attributes) => Kind.Fields.Where(static field => field.Type != FieldType.Opaque).Select(static field => field.Id.Name)
        .Concat(DerivedField.Names).Append(Tags.Name).Where(name => attributes == name.StartsWith(AttributeDefinition.Prefix, StringComparison.Ordinal));
}
