using Crm.Sdk.Loyalty;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>Policies are data that has to be consistent (LO-4).</summary>
public sealed class LoyaltyPolicyTests
{
    private static readonly LoyaltyPolicy Standard = LoyaltyPolicies.Standard;

    [Fact]
    public void LO_4_The_standard_policy_weighs_all_measures_and_drivers_in_three_dimensions()
    {
        Standard.Check();
        Assert.Equal(3, Standard.Dimensions.Count);
        Assert.Equal(
            LoyaltyIndicators.Measures.Concat(LoyaltyIndicators.Drivers).Order(StringComparer.Ordinal),
            Standard.Dimensions.SelectMany(static dimension => dimension.Scale.Weights.Select(static weight => weight.Indicator)).Order(StringComparer.Ordinal));
        Assert.Equal(8, LoyaltyIndicators.Measures.Count);
        Assert.Equal(6, LoyaltyIndicators.Drivers.Count);
    }

    [Fact]
    public void LO_5_The_standard_policy_has_rules_for_the_six_types() =>
        Assert.Equal(LoyaltyTypes.List.Members.Select(static member => member.Code).Order(), Standard.Types.Select(static rule => rule.Type).Distinct().Order());

    public static TheoryData<string, LoyaltyPolicy> Wrong => new()
    {
        { "version", Standard with { Version = 0 } },
        { "add up", Standard with { Dimensions = [new(Standard.Dimensions[0].Scale, 0.5), new(Standard.Dimensions[1].Scale, 0.4)] } },
        { "in two dimensions", Standard with { Dimensions = [new(Standard.Dimensions[0].Scale, 0.5), new(new LoyaltyScale("mine", Standard.Dimensions[0].Scale.Weights.AsSpan()), 0.5)] } },
        { "no dimensions", Standard with { Dimensions = [] } },
        { "dimension or axis stands twice", Standard with { Attitude = Standard.Behaviour } },
        { "edge of high attitude", Standard with { HighAttitude = 1.1 } },
        { "edge of high behaviour", Standard with { HighBehaviour = double.NaN } },
        { "band", Standard with { Band = 0.6 } },
        { "least known", Standard with { LeastKnown = 0 } },
        { "half-life", Standard with { HalfLifeDays = 0 } },
        { "asks for nothing", Standard with { Types = [new("trust", [])] } },
        { "edge of 'trust'", Standard with { Types = [new("trust", [LoyaltyCondition.AtLeast("trust", 2)])] } },
        { "source stands twice", Standard with { Trust = [new("survey", 1), new("survey", 0.5)] } },
        { "source 'survey'", Standard with { Trust = [new("survey", 0)] } },
        { "other sources", Standard with { OtherTrust = 2 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_policy_that_is_not_consistent_is_refused_by_name_of_the_part(string says, LoyaltyPolicy policy)
    {
        CrmException refused = Assert.Throws<CrmException>(() => new LoyaltyAssessor(policy));
        Assert.Equal(LoyaltyMeasureErrorCodes.BadPolicy, refused.Code);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_a_score_add_up_to_1_and_stand_once()
    {
        Assert.Equal(LoyaltyMeasureErrorCodes.BadPolicy, Assert.Throws<CrmException>(static () => new LoyaltyScale("x")).Code);
        Assert.Contains("add up to 0.9", Assert.Throws<CrmException>(static () => new LoyaltyScale("x", new("trust", 0.5), new LoyaltyWeight("emotion", 0.4))).Message, StringComparison.Ordinal);
        Assert.Contains("stands twice", Assert.Throws<CrmException>(static () => new LoyaltyScale("x", new("trust", 0.5), new LoyaltyWeight("trust", 0.5))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnswerScales.Nps, 9, 0.9)]
    [InlineData(AnswerScales.Csat, 4, 0.75)]
    [InlineData(AnswerScales.Ces1, 1, 1)]
    [InlineData(AnswerScales.Ces1, 4, 0.25)]
    [InlineData(AnswerScales.Ces2, 7, 1)]
    [InlineData(AnswerScales.Likert5, 1, 0)]
    [InlineData(AnswerScales.Likert7, 4, 0.5)]
    [InlineData(AnswerScales.Likert10, 10, 1)]
    [InlineData(AnswerScales.Percent, 12.5, 0.125)]
    [InlineData(AnswerScales.Share, 0.3, 0.3)]
    [InlineData(AnswerScales.YesNo, 1, 1)]
    public void LO_4_An_answer_becomes_a_share_by_its_place_on_the_scale(string scale, double answer, double share) => Assert.Equal(share, AnswerScales.Named(scale).ShareOf(answer), 1e-12);

    [Theory]
    [InlineData(AnswerScales.Likert5, 0)]
    [InlineData(AnswerScales.Likert5, 2.5)]
    [InlineData(AnswerScales.Nps, 11)]
    [InlineData(AnswerScales.Share, double.NaN)]
    [InlineData("stars", 3)]
    public void LO_4_What_is_no_answer_on_the_scale_is_refused(string scale, double answer) => Assert.Equal(
        LoyaltyMeasureErrorCodes.BadEvidence, Assert.Throws<CrmException>(() => LoyaltyEvidence.Of(CustomerId.New(), "trust", scale, answer, LoyaltyDraws.Day)).Code);

    [Theory]
    [InlineData(1.01, 1)]
    [InlineData(-0.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.5, 0)]
    public void A_finding_out_of_its_range_is_refused(double value, long records) => Assert.Equal(
        LoyaltyMeasureErrorCodes.BadFinding, Assert.Throws<CrmException>(() => new LoyaltyFinding("trust", value, LoyaltyDraws.Day, "survey", records).Check()).Code);
}
