using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Reports;
using Crm.Sdk.TestSupport;
using NodaTime;

namespace Crm.Sdk.Tests.Reports;

/// <summary>Purchases for reports: by hand, and the CDNOW sample.</summary>
internal static class Purchases
{
    public static Currency Usd { get; } = Currency.Parse("USD");

    public static AsOf EndOfJune1998 { get; } = AsOf.EndOf(new LocalDate(1998, 6, 30), DateTimeZone.Utc);

    /// <summary>One customer's events, each a day of UTC (or an instant), minor units, marks.</summary>
    public static void Add(this PurchaseSummaryBuilder builder, params ReadOnlySpan<(LocalDateTime At, long Amount, OrderMarks Marks)> events)
    {
        var micros = new long[events.Length];
        var amounts = new long[events.Length];
        var marks = new OrderMarks[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            (micros[i], amounts[i], marks[i]) = (events[i].At.InUtc().ToInstant().ToUnixMicroseconds(), events[i].Amount, events[i].Marks);
        }

        builder.Add(new OrderHistory(micros, amounts, marks));
    }

    public static (LocalDateTime At, long Amount, OrderMarks Marks) Order(int year, int month, int day, long amount, int hour = 12) =>
        (new LocalDateTime(year, month, day, hour, 0), amount, OrderMarks.None);

    public static (LocalDateTime At, long Amount, OrderMarks Marks) Return(int year, int month, int day, long amount) =>
        (new LocalDateTime(year, month, day, 12, 0), amount, OrderMarks.Return);

    public static PurchaseSummary Cdnow()
    {
        var builder = new PurchaseSummaryBuilder(EndOfJune1998, Usd);
        IEnumerable<string[]> lines = File.ReadLines(TestData.Path("cdnow", "cdnow_sample.txt"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        foreach (IGrouping<string, string[]> customer in lines.GroupBy(fields => fields[1], StringComparer.Ordinal))
        {
            builder.Add([.. customer.OrderBy(fields => fields[2], StringComparer.Ordinal).Select(fields => Order(
                Part(fields[2], 0, 4), Part(fields[2], 4, 2), Part(fields[2], 6, 2), (long)(decimal.Parse(fields[4], CultureInfo.InvariantCulture) * 100)))]);
        }

        return builder.Build();
    }

    private static int Part(string date, int start, int length) => int.Parse(date.AsSpan(start, length), CultureInfo.InvariantCulture);
}
