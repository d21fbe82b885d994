using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Classification;
using Crm.Sdk.Orders;
using Crm.Sdk.Plugins;
using Crm.Sdk.Synthetic;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>
/// P7: a run after one per cent of new orders that goes on from the last one, against a full run from the store, and, without the store, against building the columns from ids on and classifying
/// everybody. The full run that follows each incremental one must change no label. P22: the bytes that columns keep. And the whole pipeline on SQLite, by step.
/// </summary>
internal static class IncrementalBenchmark
{
    private static readonly CrmScope Scope = CrmScope.System("default", "benchmark");
    private static readonly AsOf Then = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);

    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        using var folder = new TrialFolder();
        await using TrialHost host = await TrialHost.StartAsync(await PopulationFile.MakeAsync(settings, folder, Scope, cancellationToken));
        var classifier = host.Get<IClassifier>();
        ClassificationReport first = await classifier.RunAsync(Scope, Then, null, null, cancellationToken);
        Show("first run, all labels written", first);

        OrderColumns columns = await classifier.LoadColumnsAsync(Scope, Then, cancellationToken);
        double perOrder = columns.Bytes / (double)Math.Max(1, columns.Events);
        Console.WriteLine($"P22 columns: {perOrder:0.0} bytes an order kept, {perOrder / 16:0.00} of 16 (at most 1.50)");

        var incremental = new Measurement("incremental run after 1 % new orders, labels not written");
        var full = new Measurement("full run from the store, labels not written");
        var update = new Measurement("incremental, without the store");
        var rebuild = new Measurement("rebuild from ids on");
        RuleRegistration[] rules = [.. host.Get<IExtensions>().All<IRule>().Select(static rule => new RuleRegistration(rule.Instance, rule.Guard))];
        var memory = new MemoryTrial(columns, rules, Then);
        await memory.StartAsync(cancellationToken);
        var random = new Random(7);
        for (int round = 0; round < settings.Rounds; round++)
        {
            Order[] orders = [.. Enumerable.Range(0, settings.Orders / 100).Select(_ => Any(columns, random))];
            await host.Get<PopulationWriter>().WriteAsync(Scope, orders, null, cancellationToken);

            var watch = LapWatch.StartNew();
            ClassificationReport after = await classifier.RunAsync(Scope, Then, null, null, cancellationToken);
            incremental.Add(WithoutWriting(watch.Lap, after));

            watch = LapWatch.StartNew();
            ClassificationReport all = await classifier.RunAsync(Scope, Then, new ClassificationOptions { Full = true }, null, cancellationToken);
            full.Add(WithoutWriting(watch.Lap, all));
            if (!after.Incremental || all.Incremental || all.Run.Changed != 0)
            {
                throw new InvalidDataException($"The incremental run was {(after.Incremental ? "one" : "none")}; the full one after it changed {all.Run.Changed} labels.");
            }

            (Lap updated, Lap rebuilt) = await memory.RoundAsync(orders, cancellationToken);
            update.Add(updated);
            rebuild.Add(rebuilt);
            Show($"incremental run {round + 1}", after);
            Show($"full run {round + 1}", all);
            Console.Error.WriteLine($"P7 round {round + 1}: incremental {incremental} / full {full}; in memory {update} / {rebuild} ms (CPU)");
        }

        return [new Comparison("P7", incremental, full, settings.AtFullSize(0.05)), new Comparison("P7", update, rebuild, settings.AtFullSize(0.2))];
    }

    /// <summary>Only one of two runs after the same orders has labels to write, and both would write the same ones: the time for that is left out of both, and shown.</summary>
    private static Lap WithoutWriting(Lap lap, ClassificationReport report)
    {
        TimeSpan writing = report.Steps.WriteLabels.ToTimeSpan();
        return new Lap(lap.Elapsed - writing, lap.Cpu);
    }

    private static Order Any(OrderColumns columns, Random random)
    {
        // Skewed as orders are: the customer of any earlier order.
        int row = random.Next(columns.Customers);
        for (int tries = 0; tries < 8 && random.Next(columns.HistoryAt(row).Count + 2) < 2; tries++)
        {
            row = random.Next(columns.Customers);
        }

        Instant at = Then.Instant - Duration.FromTicks(10 * random.NextInt64(1, 86_400_000_000)); // whole microseconds of the last day
        return Order.Place(columns.CustomerAt(row), at, OrderLine.OfTotal(null, 1, Money.OfMinor(random.Next(100, 100_000), columns.Currency)));
    }

    private static void Show(string what, ClassificationReport report)
    {
        ClassificationTimes s = report.Steps;
        Console.WriteLine(
            $"{what}: {report.Run.Evaluated:N0} verdicts, {report.Run.Changed:N0} labels changed; ms: read orders {s.ReadOrders.TotalMilliseconds:N0}, build columns {s.BuildColumns.TotalMilliseconds:N0}, read labels "
            + $"{s.ReadLabels.TotalMilliseconds:N0}, facts {s.Facts.TotalMilliseconds:N0}, learn {s.Learn.TotalMilliseconds:N0}, rules {s.Rules.TotalMilliseconds:N0}, write labels {s.WriteLabels.TotalMilliseconds:N0}, make current {s.MakeCurrent.TotalMilliseconds:N0}");
    }
}
