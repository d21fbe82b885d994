using System.Text;
using Crm.Sdk.Credit;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class ScorecardTests
{
    private static readonly ScorecardCharacteristic Age = new(
        "age", 1, [new ScorecardBin { Below = 30, Good = 40, Bad = 40, Weight = Math.Log(2) }, new ScorecardBin { From = 30, Good = 80, Bad = 20, Weight = -Math.Log(2) }]);

    private static readonly Scorecard Card = new("card", 1, new ScorecardScaling(600, 1, 20), 0, [Age, new ScorecardCharacteristic("home", 0.5, [new ScorecardBin { Texts = ["own"], Good = 1, Bad = 1, Weight = -Math.Log(4) }])]);

    [Fact]
    public void Points_of_characteristics_add_up_to_the_score()
    {
        CharacteristicValue[] values = [CharacteristicValue.Of(42), CharacteristicValue.Of("own")];

        Assert.Equal(640, Card.Score(values), 1e-9); // 600, 20 for half the odds, 20 for half of a quarter's logarithm
        Assert.Equal(Card.Score(values), Card.BasePoints + Card.Explain(values).Sum(static part => part.Points), 1e-9);
        Assert.Equal(0.2, Card.ProbabilityOfBad(Card.Score(values)), 1e-9);
    }

    [Fact]
    public void What_is_not_known_or_never_seen_counts_like_the_whole_and_is_shown()
    {
        CharacteristicValue[] values = [CharacteristicValue.Nothing, CharacteristicValue.Of("rent")];

        Assert.Equal(600, Card.Score(values), 1e-9);
        Assert.All(Card.Explain(values), static part => Assert.Null(part.Bin));
    }

    [Theory]
    [InlineData(29.999, "[-∞, 30)")]
    [InlineData(30, "[30, ∞)")]
    public void The_lower_end_belongs_to_a_class(double value, string bin) => Assert.Equal(bin, Age.Find(CharacteristicValue.Of(value))!.ToString());

    [Fact]
    public void Classes_with_a_gap_are_refused() => Refused(
        "does not begin where the one before it ends",
        static () => new ScorecardCharacteristic("age", 1, [new ScorecardBin { Below = 30, Good = 1, Bad = 1, Weight = 0 }, new ScorecardBin { From = 31, Good = 1, Bad = 1, Weight = 0 }]));

    [Fact]
    public void A_text_in_two_classes_is_refused() => Refused(
        "the text 'own' in two classes",
        static () => new ScorecardCharacteristic("home", 1, [new ScorecardBin { Texts = ["own"], Good = 1, Bad = 1, Weight = 0 }, new ScorecardBin { Texts = ["own"], Good = 1, Bad = 1, Weight = 0 }]));

    [Theory]
    [InlineData("{}", "id")]
    [InlineData("""{"id":"x","version":1,"scaling":{"points":600,"goodToBad":19,"doubling":50},"intercept":0,"characteristics":[],"colour":1}""", "colour")]
    [InlineData("""{"id":"x","version":1,"scaling":{"points":600,"goodToBad":-1,"doubling":50},"intercept":0,"characteristics":[]}""", "above 0")]
    [InlineData("null", "null")]
    public void Malformed_json_says_what_is_wrong(string json, string says) => Refused(says, () => ScorecardFile.Read(Encoding.UTF8.GetBytes(json)));

    private static void Refused(string says, Func<object> make)
    {
        CrmException error = Assert.Throws<CrmException>(() => make());
        Assert.Equal(CreditErrorCodes.BadScorecard, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
