using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using Crm.Sdk.Tests.Classification;
using Crm.Sdk.Value;
using NodaTime;
using NodaTime.Text;

namespace Crm.Sdk.Tests.Value;

/// <summary>The CDNOW sample: 39 weeks of calibration to 1997-09-30, 39 weeks of holdout.</summary>
internal static class Cdnow
{
    private static readonly Dictionary<int, CustomerId> Ids = [];

    public static OrderColumns Columns { get; } = Read();

    public static AsOf Calibration { get; } = AsOf.EndOf(new LocalDate(1997, 9, 30), DateTimeZone.Utc);

    public static AsOf Holdout { get; } = AsOf.EndOf(new LocalDate(1998, 6, 30), DateTimeZone.Utc);

    public static PurchaseTable Table { get; } = PurchaseTable.Of(Columns, Calibration);

    public static PurchaseSample Sample { get; } = PurchaseSample.Of(Table, TimeUnit.Week);

    /// <summary>A customer by the sample's number, in weeks.</summary>
    public static RepeatPurchases Customer(int number) => Table.At(PlaceOf(number), TimeUnit.Week);

    public static int PlaceOf(int number) => Enumerable.Range(0, Table.Count).First(i => Table.CustomerAt(i) == Ids[number]);

    public static IEnumerable<RepeatPurchases> All() => Enumerable.Range(0, Table.Count).Select(i => Table.At(i, TimeUnit.Week));

    private static OrderColumns Read()
    {
        var pattern = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");
        var events = new List<OrderEvent>();
        foreach (string line in File.ReadLines(TestData.Path("cdnow", "cdnow_sample.txt")))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 5)
            {
                int number = int.Parse(fields[1], CultureInfo.InvariantCulture);
                if (!Ids.TryGetValue(number, out CustomerId customer))
                {
                    Ids[number] = customer = CustomerId.New();
                }

                Instant at = pattern.Parse(fields[2]).Value.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
                events.Add(new OrderEvent(customer, OrderId.New(), at.ToUnixMicroseconds(), Money.Of(decimal.Parse(fields[4], CultureInfo.InvariantCulture), Currency.Usd).MinorUnits));
            }
        }

        return new MemoryOrders([], events) { BatchSize = 500 }.Build();
    }
}
