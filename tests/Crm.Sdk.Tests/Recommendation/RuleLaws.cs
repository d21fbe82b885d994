using Crm.Sdk.Recommendation;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Recommendation;

/// <summary>RE-1 on random baskets: the miner against one that tries every set, and what no order may change.</summary>
public sealed class RuleLaws
{
    private static readonly Gen<string[]> Baskets =
        from count in Gen.Choose(1, 25)
        from baskets in Gen.Choose(1, 255).Select(static bits => new string([.. "abcdefgh".Where((_, i) => (bits & (1 << i)) != 0)])).ArrayOf(count)
        select baskets;

    private static readonly Gen<RuleOptions> Options =
        from support in Gen.Choose(1, 60)
        from confidence in Gen.Choose(0, 100)
        from length in Gen.Choose(1, 8)
        from right in Gen.Choose(1, 3)
        from empty in Gen.Choose(0, 1)
        select new RuleOptions { MinSupport = support / 100m, MinConfidence = confidence / 100m, MaxLength = length, MaxConsequent = right, EmptyAntecedents = empty == 1 };

    [Fact]
    public void RE_1_Rules_and_counts_are_those_of_a_miner_that_tries_every_set() => Law.Holds(
        Baskets,
        Options,
        static (baskets, options) => RuleMiner.Mine(Toys.OfLetters(baskets), options, null, default).Rules.Select(Text).Order().SequenceEqual(Naive(baskets, options).Order()),
        tests: 300);

    [Fact]
    public void Neither_the_order_of_baskets_nor_of_items_changes_the_answer() => Law.Holds(
        Baskets,
        Options,
        static (baskets, options) =>
        {
            string[] shuffled = [.. baskets.Reverse().Select(static basket => new string([.. basket.Reverse()]))];
            return RuleMiner.Mine(Toys.OfLetters(baskets), options, null, default).Rules.SequenceEqual(RuleMiner.Mine(Toys.OfLetters(shuffled), options, null, default).Rules);
        });

    [Fact]
    public void Measures_stay_within_their_ranges() => Law.Holds(
        Baskets,
        Options,
        static (baskets, options) => RuleMiner.Mine(Toys.OfLetters(baskets), options, null, default).Rules.All(static rule =>
            rule is { Support: > 0 and <= 1, Confidence: > 0 and <= 1, Lift: > 0, Leverage: >= -0.25 and <= 0.25, Conviction: >= 0, Jaccard: > 0 and <= 1, Kulczynski: > 0 and <= 1 }
            && rule.Zhang is null or (>= -1 and <= 1)));

    private static string Text(AssociationRule rule) =>
        $"{string.Concat(rule.Antecedent)}>{string.Concat(rule.Consequent)} {rule.Count} {rule.AntecedentCount} {rule.ConsequentCount}";

    private static IEnumerable<string> Naive(string[] baskets, RuleOptions options)
    {
        int Count(string set) => baskets.Count(basket => set.All(basket.Contains));
        for (int bits = 1; bits < 256; bits++)
        {
            string set = Letters(bits);
            if (set.Length > options.MaxLength || Count(set) < options.MinSupport * baskets.Length || Count(set) == 0)
            {
                continue;
            }

            for (int right = 1; right <= bits; right++)
            {
                string to = Letters(right), from = Letters(bits ^ right);
                if ((right & bits) == right && to.Length <= options.MaxConsequent && (from.Length > 0 || options.EmptyAntecedents) && Count(set) >= options.MinConfidence * Count(from))
                {
                    yield return $"{from}>{to} {Count(set)} {Count(from)} {Count(to)}";
                }
            }
        }
    }

    private static string Letters(int bits) => new([.. "abcdefgh".Where((_, i) => (bits & (1 << i)) != 0)]);
}
