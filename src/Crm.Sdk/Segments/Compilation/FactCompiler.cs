using Crm.Sdk.Classification;

namespace Crm.Sdk.Segments;

/// <summary>Makes nodes of facts: the built-in ones, and those that plugins provide.</summary>
internal sealed class FactCompiler(SegmentLookups lookups)
{
    public async Task<SegmentNode> CompileAsync(Segment.FactTest segment, string pointer, CancellationToken cancellationToken)
    {
        Fact fact = Find(segment, pointer);
        Currency currency = await lookups.CurrencyAsync(cancellationToken).ConfigureAwait(false);
        var tests = new List<Func<FactColumn, int, bool>>();
        foreach (SegmentTest test in segment.Tests)
        {
            tests.Add(Test(fact, test, currency, $"{pointer}/{SegmentJson.NameOf(test.Operator)}"));
        }

        return new FactNode(
            segment, fact, (column, row) => tests.TrueForAll(test => test(column, row)), FactPush.Of(fact, segment.Tests, currency, lookups.AsOf, lookups.Sources.Rates is not null));
    }

    private Fact Find(Segment.FactTest segment, string pointer)
    {
        if (NamedFacts.IsWindowed(segment.Name))
        {
            return NamedFacts.Find(segment.Name, segment.Within)!;
        }

        Fact[] provided = [.. lookups.Sources.Extensions.All<IFactSource>().SelectMany(static source => source.Instance.Provides)];
        Fact? fact = NamedFacts.Find(segment.Name, segment.Within) ?? provided.FirstOrDefault(fact => fact.Key == segment.Name);
        if (fact is null)
        {
            throw new SegmentException(
                SegmentErrorCodes.UnknownName, $"{pointer}/fact", $"there is no fact '{segment.Name}'; {NearName.Hint(segment.Name, NamedFacts.All.Concat(provided.Select(static fact => fact.Key)))}");
        }

        return segment.Within.IsEver ? fact : throw ValueReader.Refuse($"{pointer}/within", $"'{segment.Name}' is of all time; leave within out.");
    }

    private Func<FactColumn, int, bool> Test(Fact fact, SegmentTest test, Currency currency, string at)
    {
        if (test.Operator == SegmentOperator.Exists)
        {
            bool there = test.Values[0].Truth == true;
            return (column, row) => FactValues.IsDefined(column, row) == there;
        }

        switch (fact.ValueType)
        {
            case FactValueType.Number:
                return Numbers(test, at);
            case FactValueType.Category:
                int[] categories = [.. test.Values.Select(value => FactColumn.NumberOf(Category.Of(ValueReader.Text(value.Text ?? throw ValueReader.Refuse(at, $"'{value}' is no text."), at))))];
                return test.Operator switch
                {
                    SegmentOperator.Equal or SegmentOperator.In => (column, row) => FactValues.Whole(column, row) is { } value && categories.Contains((int)value),
                    SegmentOperator.NotEqual or SegmentOperator.NotIn => (column, row) => FactValues.Whole(column, row) is { } value && !categories.Contains((int)value),
                    _ => throw ValueReader.Refuse(at, $"'{fact.Key}' is compared with eq, ne, in or notIn."),
                };
            default:
                Storage.MeasureTest[] whole = [.. Whole(fact, test, currency, lookups.AsOf, at)];
                return (column, row) => FactValues.Whole(column, row) is { } value && Array.TrueForAll(whole, one => MeasureTests.Holds(value, one));
        }
    }

    private static IEnumerable<Storage.MeasureTest> Whole(Fact fact, SegmentTest test, Currency currency, AsOf asOf, string at) => MeasureReader.Read(
        [test],
        (value, place) => fact.ValueType switch
        {
            FactValueType.Money => MeasureReader.Amount(value, currency, place),
            FactValueType.Date => FactColumn.DayOf(ValueReader.On(ValueReader.Date(value, place), asOf.Date, place)),
            _ => MeasureReader.Whole(value, place),
        },
        at[..at.LastIndexOf('/')]);

    private static Func<FactColumn, int, bool> Numbers(SegmentTest test, string at)
    {
        double[] with = [.. test.Values.Select(value => value.Number is { } number ? (double)number : throw ValueReader.Refuse(at, $"'{value}' is no number."))];
        if (test.Operator == SegmentOperator.Between)
        {
            return (column, row) => FactValues.Number(column, row) is { } value && value >= with[0] && value <= with[1];
        }

        Storage.Comparison comparison = MeasureTests.ComparisonOf(test.Operator) ?? throw ValueReader.Refuse(at, "a number is compared with eq, ne, lt, lte, gt, gte or between.");
        return (column, row) => FactValues.Number(column, row) is { } value && MeasureTests.Holds(value, comparison, with[0]);
    }
}
