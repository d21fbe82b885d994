using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

public sealed class OrderFactsTests
{
    private static readonly Trailing[] Windows = [Trailing.Ever, Trailing.Days(1), Trailing.Days(30), Trailing.Months(1), Trailing.Months(12)];

    [Fact]
    public void Every_fact_of_every_window_is_what_its_definition_says() => Law.Holds(Populations.Histories, Populations.Moments.ToArbitrary(), (events, asOf) =>
    {
        OrderColumns columns = Populations.Of(events).Build();
        foreach (Trailing window in Windows)
        {
            var facts = new WindowFacts(window.FirstDay(asOf.Date), asOf, columns.Customers);
            (OrderMeasure Measure, FactColumn Column)[] wanted = [.. Enum.GetValues<OrderMeasure>().Select(measure => (measure, facts.Want(measure, FactOf(measure, window))))];
            OrderFacts.Compute(columns, asOf, [facts], 0, RowSet.Range(0, columns.Customers), CancellationToken.None);
            var table = new FactTable(columns.Customers, Currency.Usd, [.. wanted.Select(static each => each.Column)]);
            for (int row = 0; row < columns.Customers; row++)
            {
                foreach ((OrderMeasure measure, FactColumn column) in wanted)
                {
                    object? expected = NaiveFacts.Of(measure, window, events, columns.CustomerAt(row), asOf);
                    object? actual = FactReader.Read(table, column.Fact, row);
                    Assert.True(Equals(expected, actual), $"{measure} of {window} as of {asOf}: expected {expected ?? "undefined"}, got {actual ?? "undefined"}.");
                }
            }
        }
    });

    [Fact]
    public void One_row_alone_has_the_same_facts() => Law.Holds(Populations.Histories, Populations.Moments.ToArbitrary(), (events, asOf) =>
    {
        OrderColumns columns = Populations.Of(events).Build();
        for (int row = 0; row < columns.Customers; row++)
        {
            var facts = new WindowFacts(null, asOf, 1);
            FactColumn days = facts.Want(OrderMeasure.DaysSinceLastOrder, Facts.DaysSinceLastOrder);
            OrderFacts.Compute(columns, asOf, [facts], row, RowSet.Range(row, 1), CancellationToken.None);
            object? expected = NaiveFacts.Of(OrderMeasure.DaysSinceLastOrder, Trailing.Ever, events, columns.CustomerAt(row), asOf);
            Assert.Equal(expected ?? FactColumn.UndefinedInt32, days.Int32Values[0]);
        }
    });

    [Fact]
    public void Local_days_are_those_of_NodaTime() => Law.Holds(
        Gen.Elements(Populations.Zones.AsEnumerable()), Gen.Choose(int.MinValue, int.MaxValue), Gen.Choose(int.MinValue, int.MaxValue), (zone, first, second) =>
        {
            long[] instants = [.. new[] { first, second }.Select(static n => n * 2_500_000L)]; // about 170 years around 1970
            var days = new LocalDays(zone, instants.Min(), instants.Max());
            int interval = 0;
            foreach (long instant in instants)
            {
                LocalDate expected = InstantPrecision.FromUnixMicroseconds(instant).InZone(zone).Date;
                Assert.Equal(FactColumn.DayOf(expected), days.DayOf(instant, ref interval));
            }
        });

    [Fact]
    public void A_sum_out_of_range_is_undefined()
    {
        CustomerId ada = CustomerId.New();
        OrderColumns columns = new MemoryOrders([], [new(ada, OrderId.New(), 1, long.MaxValue), new(ada, OrderId.New(), 2, 1)]).Build();
        AsOf asOf = AsOf.EndOf(new LocalDate(2000, 1, 1), DateTimeZone.Utc);
        var facts = new WindowFacts(null, asOf, 1);
        FactColumn spend = facts.Want(OrderMeasure.NetSpend, Facts.NetSpend(Trailing.Ever));
        OrderFacts.Compute(columns, asOf, [facts], 0, RowSet.Range(0, 1), CancellationToken.None);
        Assert.Equal(FactColumn.UndefinedInt64, spend.Int64Values[0]);
    }

    private static Fact FactOf(OrderMeasure measure, Trailing window) => measure switch
    {
        OrderMeasure.Orders => Facts.Orders(window),
        OrderMeasure.Returns => Facts.Returns(window),
        OrderMeasure.PurchaseDays => Facts.PurchaseDays(window),
        OrderMeasure.Frequency => Facts.Frequency(window),
        OrderMeasure.DaysSinceLastOrder => Facts.Recency(window),
        OrderMeasure.DaysSinceFirstOrder => Facts.DaysSinceFirstOrder,
        OrderMeasure.NetSpend => Facts.NetSpend(window),
        OrderMeasure.Monetary => Facts.Monetary(window),
        OrderMeasure.AverageOrder => Facts.AverageOrder(window),
        OrderMeasure.MaxOrder => Facts.MaxOrder(window),
        OrderMeasure.LastOrderAmount => Facts.LastOrderAmount,
        OrderMeasure.FirstOrderDate => Facts.FirstOrderDate,
        OrderMeasure.LastOrderDate => Facts.LastOrderDate,
        OrderMeasure.UsualIntervalDays => Facts.UsualIntervalDays,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}
