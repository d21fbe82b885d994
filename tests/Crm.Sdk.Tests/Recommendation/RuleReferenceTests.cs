using Crm.Sdk.Recommendation;
using Xunit;

namespace Crm.Sdk.Tests.Recommendation;

/// <summary>RE-1: the rules that mlxtend and arules document for their toys.</summary>
public sealed class RuleReferenceTests
{
    [Fact]
    public void RE_1_The_toy_of_mlxtend_has_its_nine_rules_with_sides_of_any_size()
    {
        MinedRules mined = RuleMiner.Mine(Toys.Mlxtend, new RuleOptions { MinSupport = 0.6m, MinConfidence = 0.8m, MaxConsequent = 10 }, null, default);

        Assert.Equal(9, mined.Rules.Count);
        Assert.Equal(11, mined.ItemsetCount);
        AssociationRule onion = Single(mined, "Onion", "Eggs");
        Assert.Equal((0.6, 1, 1.25), (onion.Support, onion.Confidence, onion.Lift));
        Assert.Equal(0.12, onion.Leverage, 12);
        Assert.Equal(double.PositiveInfinity, onion.Conviction);
        Assert.Equal(0.5, onion.Zhang!.Value, 12);
        Assert.Equal(0.75, onion.Jaccard, 12);
        Assert.Equal(0.875, onion.Kulczynski, 12);
        AssociationRule beans = Single(mined, "Kidney Beans", "Eggs");
        Assert.Equal((0.8, 0.8, 1, 0, 1), (beans.Support, beans.Confidence, beans.Lift, beans.Leverage, beans.Conviction));
        Assert.Null(beans.Zhang); // kidney beans are in every basket: nothing is without them
    }

    [Fact]
    public void RE_1_By_default_one_item_stands_on_the_right() =>
        Assert.All(RuleMiner.Mine(Toys.Mlxtend, new RuleOptions { MinSupport = 0.6m, MinConfidence = 0.8m }, null, default).Rules, static rule => Assert.Single(rule.Consequent));

    [Fact]
    public void RE_1_The_toy_of_arules_has_18_rules_with_empty_left_sides_and_6_with_only_a_or_b_on_the_right()
    {
        var options = new RuleOptions { MinSupport = 0.25m, MinConfidence = 0, EmptyAntecedents = true };

        Assert.Equal(18, RuleMiner.Mine(Toys.Arules, options, null, default).Rules.Count);
        Assert.Equal(6, RuleMiner.Mine(Toys.Arules, options with { Consequents = ["a", "b"] }, null, default).Rules.Count);
        Assert.Equal(13, RuleMiner.Mine(Toys.Arules, options with { EmptyAntecedents = false }, null, default).Rules.Count);
    }

    [Theory]
    [InlineData("0.07", 100, 7)] // 0.07 × 100 is above 7 in binary floating point
    [InlineData("0.001", 9_835, 10)]
    [InlineData("0.6", 5, 3)]
    [InlineData("0.0000001", 5, 1)]
    public void A_support_is_reached_by_count_in_exact_arithmetic(string support, int baskets, int count) =>
        Assert.Equal(count, new RuleOptions { MinSupport = decimal.Parse(support, System.Globalization.CultureInfo.InvariantCulture) }.MinCount(baskets));

    [Fact]
    public void More_item_sets_than_may_be_held_are_refused_with_what_to_do()
    {
        CrmException refusal = Assert.Throws<CrmException>(() => RuleMiner.Mine(Toys.Mlxtend, new RuleOptions { MinSupport = 0.2m, MaxItemsets = 20 }, null, default));

        Assert.Equal(RecommendationErrorCodes.TooMany, refusal.Code);
        Assert.Contains("raise the minimum support", refusal.Message, StringComparison.Ordinal);
    }

    private static AssociationRule Single(MinedRules mined, string from, string to) => mined.Rules.Single(rule => rule.Antecedent == [from] && rule.Consequent == [to]);
}
