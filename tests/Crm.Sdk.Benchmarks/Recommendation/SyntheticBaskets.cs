using Crm.Sdk.Recommendation;
using NodaTime;

namespace Crm.Sdk.Benchmarks.Recommendation;

/// <summary>Baskets in the manner of the Quest generator: popular items by Zipf's law, and patterns of items that come together, some of them cut short. The same for a seed.</summary>
internal static class SyntheticBaskets
{
    public const int Items = 500;
    private const int Patterns = 120;

    public static BasketSet Make(int baskets, int seed)
    {
        var random = new Random(seed);
        string[] keys = [.. Enumerable.Range(0, Items).Select(static item => $"p{item:0000}")];
        double[] reach = new double[Items];
        double sum = 0;
        for (int i = 0; i < Items; i++)
        {
            reach[i] = sum += 1 / Math.Pow(i + 3, 0.9);
        }

        int Draw() => Math.Min(Items - 1, ~Array.BinarySearch(reach, random.NextDouble() * sum) is var at and >= 0 ? at : 0);
        int[][] patterns = [.. Enumerable.Range(0, Patterns).Select(_ => Enumerable.Range(0, 2 + random.Next(4)).Select(_ => Draw()).Distinct().ToArray())];
        var builder = new BasketSetBuilder();
        var day = new LocalDate(2026, 1, 1);
        var basket = new List<string>();
        for (int i = 0; i < baskets; i++)
        {
            basket.Clear();
            for (int left = 1 + random.Next(4); left > 0; left--)
            {
                basket.Add(keys[Draw()]);
            }

            for (int left = random.Next(3); left > 0; left--)
            {
                basket.AddRange(patterns[random.Next(Patterns) * random.Next(Patterns) / Patterns].Where(_ => random.Next(10) < 8).Select(item => keys[item]));
            }

            builder.Add(new CustomerId(new Guid(i / 5, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), day.PlusDays(i % 365), basket);
        }

        return builder.Build();
    }
}
