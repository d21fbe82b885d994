using Crm.Sdk.BenchmarkRules;
using Crm.Sdk.Benchmarks.Running;
using System.Runtime.Loader;
using Crm.Sdk.Classification;
using Crm.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Classes;

/// <summary>
/// P8: ten rules for all customers, loaded from a plugin's folder into its own context, under its guard and the engine's watchdog, against hand-coded loops over the same arrays. P9: the same rules against interpreted expression trees and against an engine of
/// dictionaries and delegates, both beside this file. All give the same labels, or the run ends.
/// </summary>
internal static class RuleBenchmark
{
    public static async Task<IReadOnlyList<Comparison>> RunAsync(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        OrderColumns columns = Columns(settings);
        AsOf asOf = AsOf.EndOf(new LocalDate(2025, 12, 31), DateTimeZone.Utc);
        using IHost host = Loaded();
        await host.StartAsync(cancellationToken);
        RuleRegistration[] rules = [.. host.Services.GetRequiredService<IExtensions>().All<IRule>().Select(static rule => new RuleRegistration(rule.Instance, rule.Guard)).OrderBy(static rule => rule.Descriptor.Id, StringComparer.Ordinal)];
        if (rules.Length != TenRules.Count || rules.Any(static rule => rule.Guard is null || AssemblyLoadContext.GetLoadContext(rule.Rule.GetType().Assembly) == AssemblyLoadContext.Default))
        {
            throw new InvalidDataException($"{rules.Length} rules were loaded from the folder; there are to be ten, each guarded and from a context of their own.");
        }

        var engine = new ClassificationEngine(new ClassificationEngineOptions { Threads = 1 });
        ClassificationResult warm = await engine.RunAsync(new ClassificationInput { Columns = columns, AsOf = asOf, Rules = rules }, cancellationToken);
        var facts = new HandFacts(warm.Facts);

        var ours = new Measurement("ten rules of a loaded plugin, guarded, one thread");
        var hand = new Measurement("hand-coded loops");
        var trees = new Measurement("interpreted expression trees");
        var delegates = new Measurement("dictionaries and delegates");
        var interpreted = new ExpressionEngine();
        var dictionary = new DelegateEngine();
        for (int round = 0; round < settings.Rounds; round++)
        {
            // Facts are kept and rules are others to the engine, so that next to nothing but rules is in the processor's time.
            RuleRegistration[] again = [.. rules.Select(rule => new RuleRegistration(rule.Rule, rule.Guard, $"round {round}"))];
            var watch = LapWatch.StartNew();
            ClassificationResult result = await engine.RunAsync(new ClassificationInput { Columns = columns, AsOf = asOf, Rules = again, Previous = warm }, cancellationToken);
            ours.Add(new Lap(result.RuleTime, watch.Lap.Cpu));
            if (result.Rules.Any(rule => rule.Evaluated != columns.Customers))
            {
                throw new InvalidDataException("Not every rule was asked for every customer.");
            }

            watch = LapWatch.StartNew();
            byte[][] byHand = facts.Classify();
            hand.Add(watch.Lap);

            watch = LapWatch.StartNew();
            byte[][] byTrees = interpreted.Classify(facts);
            trees.Add(watch.Lap);

            watch = LapWatch.StartNew();
            byte[][] byDelegates = dictionary.Classify(facts);
            delegates.Add(watch.Lap);
            Compare(result, byHand, byTrees, byDelegates);
            Console.Error.WriteLine($"P8/P9 round {round + 1}: ours {ours} / hand {hand} / trees {trees} / delegates {delegates} ms (CPU)");
        }

        Console.WriteLine($"P8 {ours.Median * 1e6 / ((double)columns.Customers * TenRules.Count):0.0} ns a verdict");
        return [new Comparison("P8", ours, hand, settings.AtFullSize(4)), new Comparison("P9", ours, trees, settings.AtFullSize(0.1)), new Comparison("P9", ours, delegates, settings.AtFullSize(0.1))];
    }

    private static IHost Loaded()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddCrm(static crm => crm.AddPluginsFrom(Path.Combine(AppContext.BaseDirectory, "plugins")));
        return builder.Build();
    }

    private static OrderColumns Columns(BenchmarkSettings settings)
    {
        var builder = new OrderColumnsBuilder(Currency.Usd, expectedCustomers: settings.Customers);
        var random = new Random(3);
        CustomerId[] customers = [.. Enumerable.Range(0, settings.Customers).Select(static _ => CustomerId.New())];
        builder.AddCustomers([.. customers.Select(static id => new CustomerEntry(id))]);
        long end = Instant.FromUtc(2025, 12, 31, 12, 0).ToUnixMicroseconds();
        for (int i = 0; i < settings.Orders; i++)
        {
            int customer = (int)(settings.Customers * Math.Pow(random.NextDouble(), 3));
            builder.AddOrders([new OrderEvent(customers[customer], OrderId.New(), end - (random.NextInt64(4 * 365 * 24) * 3_600_000_000), random.Next(100, 100_000))]);
        }

        return builder.Build();
    }

    private static void Compare(ClassificationResult result, params byte[][][] others)
    {
        for (int rule = 0; rule < TenRules.Count; rule++)
        {
            string[] labels = [.. result.Rules[rule].Descriptor.Labels];
            for (int row = 0; row < result.Columns.Customers; row++)
            {
                byte label = (byte)Array.IndexOf(labels, result.Rules[rule].LabelAt(row));
                if (Array.Exists(others, other => other[rule][row] != label))
                {
                    throw new InvalidDataException($"Rule {rule}, row {row}: {label} here, {string.Join(", ", others.Select(other => other[rule][row]))} by the baselines.");
                }
            }
        }
    }
}
