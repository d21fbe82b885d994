using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Tests.Classification;

/// <summary>The facts of orders by their definitions, slowly: what the columns must agree with.</summary>
internal static class NaiveFacts
{
    public static object? Of(OrderMeasure measure, Trailing window, IEnumerable<OrderEvent> all, CustomerId customer, AsOf asOf)
    {
        LocalDate? first = window.FirstDay(asOf.Date);
        OrderEvent[] events =
        [
            .. all.Where(e => e.Customer == customer && InstantOf(e) <= asOf.Instant && (first is null || DateOf(e) >= first))
                .OrderBy(static e => e.Microseconds).ThenBy(static e => e.Order).ThenBy(static e => e.Marks).ThenBy(static e => e.NetMinor),
        ];
        OrderEvent[] orders = [.. events.Where(static e => !e.Marks.HasFlag(OrderMarks.Return))];
        LocalDate[] days = [.. orders.Select(DateOf).Distinct()];
        bool hasOrder = orders.Length > 0;
        return measure switch
        {
            OrderMeasure.Orders => orders.Length,
            OrderMeasure.Returns => events.Length - orders.Length,
            OrderMeasure.PurchaseDays => days.Length,
            OrderMeasure.Frequency => hasOrder ? orders.Length : null,
            OrderMeasure.DaysSinceLastOrder => hasOrder ? Period.DaysBetween(days[^1], asOf.Date) : null,
            OrderMeasure.DaysSinceFirstOrder => hasOrder ? Period.DaysBetween(days[0], asOf.Date) : null,
            OrderMeasure.FirstOrderDate => hasOrder ? days[0] : null,
            OrderMeasure.LastOrderDate => hasOrder ? days[^1] : null,
            OrderMeasure.NetSpend => Sum(events),
            OrderMeasure.Monetary => hasOrder ? Sum(events) : null,
            OrderMeasure.AverageOrder => hasOrder && Sum(orders) is { } sum ? (long)decimal.Round((decimal)sum / orders.Length, MidpointRounding.AwayFromZero) : null,
            OrderMeasure.MaxOrder => hasOrder && Sum(orders) is not null ? orders.Max(static e => e.NetMinor) : null,
            OrderMeasure.LastOrderAmount => hasOrder ? Sum([orders[^1]]) : null,
            OrderMeasure.UsualIntervalDays => Median([.. days.Zip(days.Skip(1), static (a, b) => Period.DaysBetween(a, b)).Order()]),
            _ => throw new ArgumentOutOfRangeException(nameof(measure)),
        };

        LocalDate DateOf(OrderEvent e) => InstantOf(e).InZone(asOf.Zone).Date;
    }

    private static Instant InstantOf(OrderEvent e) => InstantPrecision.FromUnixMicroseconds(e.Microseconds);

    private static long? Sum(OrderEvent[] events) => events.Any(static e => e.Marks.HasFlag(OrderMarks.AmountUnknown)) ? null : events.Sum(static e => e.NetMinor);

    private static double? Median(int[] gaps) => gaps.Length == 0 ? null : (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2.0;
}
