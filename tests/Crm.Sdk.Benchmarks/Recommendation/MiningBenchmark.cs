using System.Globalization;
using Crm.Sdk.Benchmarks.Running;
using Crm.Sdk.Recommendation;

namespace Crm.Sdk.Benchmarks.Recommendation;

/// <summary>P20: FP-growth against a naive Apriori on a sample with the same item sets, its time on all baskets, and pairs against counting in an array.</summary>
internal static class MiningBenchmark
{
    private const decimal Support = 0.002m;
    private const int MaxLength = 10;

    /// <summary>A tenth of the baskets, <c>--orders</c> in number, is what Apriori gets.</summary>
    public static IReadOnlyList<Comparison> Run(BenchmarkSettings settings, CancellationToken cancellationToken)
    {
        BasketSet sample = SyntheticBaskets.Make(Math.Max(1, settings.Orders / 10), 1), all = SyntheticBaskets.Make(settings.Orders, 2);
        var options = new RuleOptions { MinSupport = Support, MaxLength = MaxLength };
        RequireSame(sample, RuleMiner.FindItemsets(sample, options, cancellationToken), Apriori.Mine(sample, options.MinCount(sample.Count), MaxLength));
        RuleOptions pairsOnly = options with { MaxLength = 2 };
        if (RuleMiner.FindItemsets(all, pairsOnly, cancellationToken).ItemsetCount != PairCounting.Count(all, options.MinCount(all.Count)))
        {
            throw new InvalidDataException("Pairs by FP-growth and by counting differ.");
        }

        Measurement ours = new($"FP-growth, {sample.Count:N0} baskets"), apriori = new("naive Apriori"), whole = new($"FP-growth, {all.Count:N0} baskets"), pairs = new($"pairs, {all.Count:N0} baskets"), counted = new("array of pairs");
        for (int round = 0; round < settings.Rounds; round++)
        {
            ours.Add(Lap(() => RuleMiner.FindItemsets(sample, options, cancellationToken)));
            apriori.Add(Lap(() => Apriori.Mine(sample, options.MinCount(sample.Count), MaxLength)));
            pairs.Add(Lap(() => RuleMiner.FindItemsets(all, pairsOnly, cancellationToken)));
            counted.Add(Lap(() => PairCounting.Count(all, options.MinCount(all.Count))));
            whole.Add(Lap(() => RuleMiner.FindItemsets(all, options, cancellationToken)));
            Console.Error.WriteLine($"P20 round {round + 1}: ours {ours}, Apriori {apriori}, whole {whole}, pairs {pairs}, array {counted} ms (CPU)");
        }

        return [new Comparison("P20", ours, apriori, 0.1), new Comparison("P20", pairs, counted, 2), new Comparison("P20", whole, counted, null)];
    }

    /// <summary>Prints how many item sets of a file of baskets, one a line with commas between items, reach each support.</summary>
    public static void Count(string file, string supports)
    {
        var builder = new BasketSetBuilder();
        int line = 0;
        foreach (string basket in File.ReadLines(file))
        {
            builder.Add(new CustomerId(new Guid(++line, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), new NodaTime.LocalDate(2026, 1, 1), basket.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }

        BasketSet baskets = builder.Build();
        Console.WriteLine($"{baskets.Count:N0} baskets, {baskets.Items.Count:N0} items, {baskets.Lines:N0} lines");
        foreach (decimal support in supports.Split(',').Select(static text => decimal.Parse(text, CultureInfo.InvariantCulture)))
        {
            MinedRules mined = RuleMiner.FindItemsets(baskets, new RuleOptions { MinSupport = support, MaxLength = 30 }, default);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"support {support}: {mined.ItemsetCount} item sets in {mined.MinCount} baskets or more"));
        }
    }

    private static Lap Lap(Action run)
    {
        var watch = LapWatch.StartNew();
        run();
        return watch.Lap;
    }

    private static void RequireSame(BasketSet baskets, MinedRules ours, Dictionary<string, int> theirs)
    {
        if (ours.ItemsetCount != theirs.Count || !ours.Itemsets.All(set => theirs.GetValueOrDefault(Apriori.Key(set.Items.Select(baskets.Find))) == set.Count))
        {
            throw new InvalidDataException($"FP-growth found {ours.ItemsetCount} item sets, Apriori {theirs.Count}, or counts differ.");
        }
    }
}
