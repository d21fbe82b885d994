using Crm.Sdk.Recommendation;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Recommendation;

public sealed class SimilarityAndRhythmTests
{
    private static readonly LocalDate Start = new(2026, 1, 1);

    [Fact]
    public void RE_1_Similarity_is_the_shrunk_cosine_of_the_customers_of_two_items()
    {
        SimilarItem found = Assert.Single(new ItemSimilarity(Toys.OfLetters("ab", "ab", "a", "b"), shrinkage: 2).Of("a", 5));

        Assert.Equal(("b", 2), (found.Item, found.Customers));
        Assert.Equal(2 / 3.0 * (2 / 4.0), found.Score, 12);
    }

    [Fact]
    public void RE_1_Similarity_is_symmetric_and_a_share() => Law.Holds(
        FsCheck.Fluent.Gen.Choose(1, 255).Select(static bits => new string([.. "abcdefgh".Where((_, i) => (bits & (1 << i)) != 0)])).ArrayOf(12),
        static baskets =>
        {
            var similarity = new ItemSimilarity(Toys.OfLetters(baskets));
            return "abcdefgh".All(one => similarity.Of(one.ToString(), 8).All(near =>
                near.Score is > 0 and <= 1 && similarity.Of(near.Item, 8).Any(back => back.Item == one.ToString() && back.Score == near.Score && back.Customers == near.Customers)));
        });

    [Fact]
    public void RE_1_A_customer_of_too_many_items_says_nothing_about_taste()
    {
        var similarity = new ItemSimilarity(Toys.OfLetters("ab", "abcdefgh"), maxItems: 3);

        Assert.Equal(1, similarity.LeftOut);
        Assert.Equal(1, Assert.Single(similarity.Of("a", 9)).Customers);
    }

    [Fact]
    public void RE_3_One_long_pause_does_not_move_the_expected_day()
    {
        PurchaseRhythm rhythm = PurchaseRhythm.Of([Start, Start.PlusDays(10), Start.PlusDays(20), Start.PlusDays(120), Start.PlusDays(130)], [1, 2, 3, 40, 2])!;

        Assert.Equal((10, Start.PlusDays(140)), (rhythm.IntervalDays, rhythm.Expected));
        Assert.Equal((Start.PlusDays(140), Start.PlusDays(163)), (rhythm.From, rhythm.Until));
        Assert.Equal(new Quantity(2_000_000), rhythm.Quantity);
    }

    [Fact]
    public void RE_3_Two_days_of_buying_are_no_rhythm() => Assert.Null(PurchaseRhythm.Of([Start, Start.PlusDays(7)]));

    [Fact]
    public void All_that_a_customer_buys_on_a_day_is_one_basket_where_that_is_asked_for()
    {
        var builder = new BasketSetBuilder(byDay: true);
        builder.Add(Toys.Customer(1), Start, ["b", "a"]);
        builder.Add(Toys.Customer(1), Start, ["c", "a"]);
        builder.Add(Toys.Customer(1), Start.PlusDays(1), ["a"]);

        BasketSet baskets = builder.Build();

        Assert.Equal((2, 4), (baskets.Count, baskets.Lines));
        Assert.Equal([0, 1, 2], baskets[0].ToArray());
    }
}
