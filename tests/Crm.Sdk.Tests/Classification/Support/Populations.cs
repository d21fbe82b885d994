using Crm.Sdk.Classification;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Random populations, with what makes trouble: many events at one instant, returns, unknown amounts, instants at the borders of local days, customers without events.</summary>
internal static class Populations
{
    public static readonly IReadOnlyList<CustomerEntry> Customers =
    [
        .. Enumerable.Range(1, 9).Select(n => new CustomerEntry(
            new CustomerId(IdOf(n)), Category.Of(n % 4 == 0 ? "enterprise" : "individual"), n % 3 == 0 ? Category.None : Category.Of("region-" + (n % 2)))),
    ];

    /// <summary>Zones with changes of offset, with a day that was left out (Apia, 2011-12-30), and far from Greenwich.</summary>
    public static readonly IReadOnlyList<DateTimeZone> Zones =
    [
        DateTimeZone.Utc,
        DateTimeZoneProviders.Tzdb["Asia/Shanghai"],
        DateTimeZoneProviders.Tzdb["America/New_York"],
        DateTimeZoneProviders.Tzdb["Pacific/Apia"],
        DateTimeZone.ForOffset(Offset.FromHoursAndMinutes(-3, -30)),
    ];

    private static readonly Gen<Instant> AnyInstant =
        from zone in Gen.Elements(Zones.AsEnumerable())
        from day in Gen.OneOf(Gen.Choose(0, 12), Gen.Choose(0, 900))
        from second in Gen.OneOf(Gen.Choose(-1, 1), Gen.Choose(0, 86_399))
        from microsecond in Gen.Choose(-1, 1)
        select zone.StartOf(new LocalDate(2010, 11, 1).PlusDays(day)) + Duration.FromSeconds(second) + Duration.FromTicks(microsecond * 10);

    private static readonly Gen<Instant> Instants = Gen.Frequency(
        (2, AnyInstant),
        (1, Gen.Elements(Instant.FromUtc(2010, 11, 5, 0, 0), Instant.FromUtc(2010, 11, 5, 0, 0, 1), Instant.FromUtc(2011, 12, 30, 9, 59, 59))));

    /// <summary>Moments among the events, before all and after all.</summary>
    public static readonly Gen<AsOf> Moments =
        from zone in Gen.Elements(Zones.AsEnumerable())
        from instant in Instants
        from date in Gen.Choose(-5, 1000)
        from isEnd in Gen.Elements(true, false)
        select isEnd ? AsOf.EndOf(new LocalDate(2010, 11, 1).PlusDays(date), zone) : AsOf.At(instant, zone);

    private static readonly Gen<OrderEvent> Event =
        from customer in Gen.Choose(1, 8) // the ninth customer never orders
        from order in Gen.Choose(1, 1_000_000)
        from instant in Instants
        from kind in Gen.Frequency((12, Gen.Constant(OrderMarks.None)), (4, Gen.Constant(OrderMarks.Return)), (1, Gen.Constant(OrderMarks.AmountUnknown)))
        from cents in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 100_000))
        select new OrderEvent(
            new CustomerId(IdOf(customer)),
            new OrderId(IdOf(order)),
            instant.ToUnixMicroseconds(),
            (kind & OrderMarks.Return) != 0 ? -cents : cents,
            kind);

    public static readonly Arbitrary<OrderEvent[]> Histories = Sequences.Of(Event, atMost: 80);

    public static readonly Arbitrary<OrderEvent[]> FewEvents = Sequences.Of(Event, atMost: 6);

    public static MemoryOrders Of(OrderEvent[] events) => new(Customers, events);

    /// <summary>The list in another order, the same one for the same seed.</summary>
    public static T[] Shuffled<T>(IEnumerable<T> items, int seed)
    {
        T[] shuffled = [.. items];
        new System.Random(seed).Shuffle(shuffled);
        return shuffled;
    }

    private static Guid IdOf(int n) => new(n * 7919, (short)n, 0x7000, 0x80, 0, 0, 0, 0, 0, (byte)(n >> 8), (byte)n);
}
