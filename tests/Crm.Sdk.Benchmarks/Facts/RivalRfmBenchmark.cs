using System.Globalization;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Facts;

/// <summary>P5 with <c>--rivals</c>: full RFM with quintiles from standing columns of shuffled, skewed orders against DuckDB on two threads over the same orders in memory. P22: what the columns keep.</summary>
internal static class RivalRfmBenchmark
{
    private const int ReturnsInHundred = 4;

    private static readonly AsOf AsOf = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        string file = Path.Combine(folder.Path, "orders.csv");
        OrderColumns columns = await MakeAsync(settings, file);
        double perOrder = columns.Bytes / (double)columns.Events;
        Console.WriteLine($"P22 columns: {perOrder:0.0} bytes an order kept, {perOrder / 16:0.00} of 16 (at most 1.50)");

        using DuckRfm duck = await DuckRfm.StartAsync(file);
        var ours = new Measurement("full RFM with quintiles from standing columns");
        var theirs = new Measurement("DuckDB, two threads");
        for (int round = 0; round < settings.Rounds; round++)
        {
            var watch = LapWatch.StartNew();
            RfmTable table = RfmScoring.Score(columns, AsOf, new RfmOptions(), cancellationToken);
            ours.Add(watch.Lap);
            (TimeSpan elapsed, string[] classes) = await duck.ScoreAsync(AsOf);
            theirs.Add(new Lap(elapsed, TimeSpan.Zero)); // its processor time is another process's
            if (round == 0 && !classes.SequenceEqual(Classes(table)))
            {
                throw new InvalidDataException($"The classes of scores differ: {string.Join("; ", Classes(table).Except(classes).Take(3))} here, {string.Join("; ", classes.Except(Classes(table)).Take(3))} by DuckDB.");
            }

            Console.Error.WriteLine($"P5 round {round + 1}: RFM {ours} / DuckDB {theirs} ms (CPU)");
        }

        return [new Comparison("P5", ours, theirs, settings.AtFullSize(1))];
    }

    /// <summary>Columns of random orders in no order, of which a few customers have most, and the same orders as a file.</summary>
    private static async Task<OrderColumns> MakeAsync(BenchmarkSettings settings, string file)
    {
        var builder = new OrderColumnsBuilder(Currency.Usd, expectedCustomers: settings.Customers);
        var random = new Random(5);
        CustomerId[] customers = [.. Enumerable.Range(0, settings.Customers).Select(static _ => CustomerId.New())];
        random.Shuffle(customers);
        long end = AsOf.Instant.ToUnixMicroseconds();
        await using var csv = new StreamWriter(file);
        for (int i = 0; i < settings.Orders; i++)
        {
            bool isReturn = random.Next(100) < ReturnsInHundred;
            var order = new OrderEvent(
                customers[(int)(settings.Customers * Math.Pow(random.NextDouble(), 3))],
                OrderId.New(),
                end - (random.NextInt64(4L * 365 * 86_400) * 1_000_000),
                isReturn ? -random.Next(100, 20_000) : random.Next(100, 100_000),
                isReturn ? OrderMarks.Return : OrderMarks.None);
            builder.AddOrders([order]);
            await csv.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{order.Customer.Value},{order.Microseconds},{(isReturn ? 1 : 0)},{order.NetMinor}"));
        }

        return builder.Build();
    }

    private static IEnumerable<string> Classes(RfmTable table) => table.Rows()
        .GroupBy(static row => (row.R * 100) + (row.F * 10) + row.M)
        .OrderBy(static scores => scores.Key)
        .Select(static scores => string.Create(
            CultureInfo.InvariantCulture,
            $"{scores.Key} {scores.Count()} {scores.Sum(static row => (long)row.RecencyDays)} {scores.Sum(static row => (long)row.Orders)} {scores.Sum(static row => row.Amount.MinorUnits)}"));
}
