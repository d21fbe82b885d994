using Crm.Sdk.Classification;
using Crm.Sdk.Orders;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Segments;

/// <summary>Facts of orders as predicates for a store, where the store's answer is the fact's to the last digit; null where it would not be.</summary>
internal static class FactPush
{
    private const int MostDays = 300_000; // some 800 years: no date leaves the calendar

    private static readonly ValueList<MeasureTest> AtLeastOne = [new MeasureTest(Comparison.GreaterOrEqual, 1)];

    public static RecordPredicate? Of(Fact fact, ValueList<SegmentTest> tests, Currency currency, AsOf asOf, bool hasRates)
    {
        if (fact.Formula is not OrderFormula formula || tests.Any(static test => test.Operator == SegmentOperator.Exists))
        {
            return null;
        }

        RelatedRecords Records(OrderType? type) => new(OrderModel.Kind.Kind, OrderModel.Customer) { Where = InWindow(EventCatalogue.Orders(type), formula.Window, asOf) };
        RecordPredicate.Related Counted(OrderType type, ValueList<MeasureTest> with) => new(Records(type), RelatedMeasure.Count, with);
        RecordPredicate? Amount(MeasureKind kind, OrderType? type) => hasRates ? null : new RecordPredicate.Related(
            Records(type),
            new RelatedMeasure(kind, OrderModel.Net) { Currency = OrderModel.Currency, CurrencyCode = currency.Code },
            MeasureReader.Read(tests, (value, at) => MeasureReader.Amount(value, currency, at), string.Empty));
        RecordPredicate? Day(MeasureKind kind, bool asDate) => Days(tests, asDate, asOf) is { } instants
            ? new RecordPredicate.Related(Records(OrderType.Sale), new RelatedMeasure(kind, OrderModel.PlacedAt), instants)
            : null;
        return formula.Measure switch
        {
            OrderMeasure.Orders => Counted(OrderType.Sale, Whole(tests)),
            OrderMeasure.Returns => Counted(OrderType.Return, Whole(tests)),
            OrderMeasure.Frequency => Both(Counted(OrderType.Sale, AtLeastOne), Counted(OrderType.Sale, Whole(tests))),
            OrderMeasure.NetSpend => Amount(MeasureKind.Sum, null),
            OrderMeasure.Monetary => Both(Counted(OrderType.Sale, AtLeastOne), Amount(MeasureKind.Sum, null)),
            OrderMeasure.AverageOrder => Amount(MeasureKind.Mean, OrderType.Sale),
            OrderMeasure.MaxOrder => Amount(MeasureKind.Greatest, OrderType.Sale),
            OrderMeasure.DaysSinceLastOrder => Day(MeasureKind.Greatest, asDate: false),
            OrderMeasure.LastOrderDate => Day(MeasureKind.Greatest, asDate: true),
            OrderMeasure.DaysSinceFirstOrder => Day(MeasureKind.Least, asDate: false),
            OrderMeasure.FirstOrderDate => Day(MeasureKind.Least, asDate: true),
            _ => null, // medians, local days, and the amount of the last order
        };
    }

    private static RecordPredicate? Both(RecordPredicate left, RecordPredicate? right) => right is null ? null : new RecordPredicate.AllOf([left, right]);

    private static ValueList<MeasureTest> Whole(ValueList<SegmentTest> tests) => MeasureReader.Read(tests, MeasureReader.Whole, string.Empty);

    private static Condition InWindow(Condition orders, Trailing window, AsOf asOf)
    {
        var conditions = new List<Condition> { orders, Condition.Is(OrderModel.PlacedAt, Comparison.LessOrEqual, FieldValue.Of(asOf.Instant)) };
        if (window.FirstDay(asOf.Date) is { } first)
        {
            conditions.Add(Condition.Is(OrderModel.PlacedAt, Comparison.GreaterOrEqual, FieldValue.Of(asOf.Zone.StartOf(first))));
        }

        return ConditionNormalizer.Normalize(Condition.All([.. conditions]));
    }

    /// <summary>Comparisons of days, or of days until today, as comparisons of the microsecond in which they begin or end.</summary>
    private static ValueList<MeasureTest>? Days(ValueList<SegmentTest> tests, bool asDate, AsOf asOf)
    {
        ValueList<MeasureTest> days = MeasureReader.Read(
            tests, (value, at) => asDate ? FactColumn.DayOf(ValueReader.On(ValueReader.Date(value, at), asOf.Date, at)) : MeasureReader.Whole(value, at), string.Empty);
        int today = FactColumn.DayOf(asOf.Date);
        var instants = new List<MeasureTest>();
        foreach (MeasureTest test in days)
        {
            if (Math.Abs(test.Value) > MostDays)
            {
                return null;
            }

            int day = (int)(asDate ? test.Value : today - test.Value);
            long begins = Microseconds(day), ends = Microseconds(day + 1);
            switch (asDate ? test.Comparison : Mirrored(test.Comparison))
            {
                case Comparison.Less:
                    instants.Add(new MeasureTest(Comparison.Less, begins));
                    break;
                case Comparison.LessOrEqual:
                    instants.Add(new MeasureTest(Comparison.Less, ends));
                    break;
                case Comparison.Greater:
                    instants.Add(new MeasureTest(Comparison.GreaterOrEqual, ends));
                    break;
                case Comparison.GreaterOrEqual:
                    instants.Add(new MeasureTest(Comparison.GreaterOrEqual, begins));
                    break;
                case Comparison.Equal:
                    instants.Add(new MeasureTest(Comparison.GreaterOrEqual, begins));
                    instants.Add(new MeasureTest(Comparison.Less, ends));
                    break;
                default:
                    return null; // before or after the day: no conjunction
            }
        }

        return [.. instants];

        long Microseconds(int day) => asOf.Zone.StartOf(new LocalDate(1970, 1, 1).PlusDays(day)).ToUnixMicroseconds();
    }

    private static Comparison Mirrored(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };
}
