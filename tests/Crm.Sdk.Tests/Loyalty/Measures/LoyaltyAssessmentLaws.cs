using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>The laws of LO-4 and LO-5, for any mix of findings.</summary>
public sealed class LoyaltyAssessmentLaws
{
    private const int Cases = 500;
    private const double Hair = 1e-8; // scores keep nine digits

    [Fact]
    public void LO_4_Index_and_scores_stay_in_their_range_or_are_undefined() => Law.Holds(
        LoyaltyDraws.Input,
        input =>
        {
            LoyaltyAssessment answer = LoyaltyDraws.Assess(input);
            Assert.InRange(answer.Confidence, 0, 1);
            Assert.True(answer.Index is null or (>= 0 and <= 100), $"the index is {answer.Index}");
            Assert.Equal(answer.Confidence >= LoyaltyDraws.Policy.LeastKnown, answer.Index is not null);
            Assert.All(answer.Dimensions.Append(answer.Attitude).Append(answer.Behaviour), static score =>
            {
                Assert.InRange(score.Known, 0, 1);
                Assert.True(score.Value is null or (>= 0 and <= 1), $"{score.Code} is {score.Value}");
                Assert.Equal(score.Known >= LoyaltyDraws.Policy.LeastKnown, score.Value is not null);
            });
        },
        Cases);

    [Fact]
    public void LO_4_What_is_known_and_what_is_missing_add_up_to_the_whole() => Law.Holds(
        LoyaltyDraws.Input,
        input =>
        {
            LoyaltyAssessment answer = LoyaltyDraws.Assess(input);
            Assert.Equal(1, answer.Confidence + answer.Missing.Sum(static missing => missing.Weight), Hair);
            Assert.Empty(answer.Missing.Select(static missing => missing.Indicator).Intersect(answer.Values.Select(static value => value.Indicator)));
        },
        Cases);

    [Fact]
    public void LO_4_A_finding_moved_in_the_declared_direction_never_lowers_the_index() => Law.Holds(
        from input in LoyaltyDraws.Input from finding in LoyaltyDraws.Finding from step in Gen.Choose(1, 1_000) select (input, finding, step),
        drawn =>
        {
            double better = LoyaltyDraws.Policy.Inverse.Contains(drawn.finding.Indicator) ? -drawn.step / 1_000.0 : drawn.step / 1_000.0;
            LoyaltyAssessment before = LoyaltyDraws.Assess(drawn.input.With(drawn.finding));
            LoyaltyAssessment after = LoyaltyDraws.Assess(drawn.input.With(drawn.finding with { Value = Math.Clamp(drawn.finding.Value + better, 0, 1) }));
            Assert.Equal(before.Confidence, after.Confidence);
            Assert.True(after.Index is null || after.Index >= before.Index, $"{before.Index} became {after.Index}");
            Assert.True(after.Attitude.Value is null || after.Attitude.Value >= before.Attitude.Value);
            Assert.True(after.Behaviour.Value is null || after.Behaviour.Value >= before.Behaviour.Value);
        },
        Cases);

    [Fact]
    public void LO_4_What_is_missing_never_counts_as_0_as_the_index_lies_between_what_is_known() => Law.Holds(
        LoyaltyDraws.Input,
        input =>
        {
            LoyaltyAssessment answer = LoyaltyDraws.Assess(input);
            HashSet<string> weighed = [.. LoyaltyDraws.Policy.Dimensions.SelectMany(static dimension => dimension.Scale.Weights.Select(static weight => weight.Indicator))];
            double[] known = [.. answer.Values.Where(value => weighed.Contains(value.Indicator)).Select(static value => LoyaltyDraws.Policy.Inverse.Contains(value.Indicator) ? 1 - value.Value : value.Value)];
            if (answer.Index is { } index)
            {
                Assert.InRange(index, (100 * known.Min()) - 1e-6, (100 * known.Max()) + 1e-6);
            }
            else
            {
                Assert.True(answer.Confidence < LoyaltyDraws.Policy.LeastKnown);
            }
        },
        Cases);

    [Fact]
    public void LO_4_The_order_of_the_findings_shows_in_no_digit() => Law.Holds(
        from input in LoyaltyDraws.Input from order in Gen.Shuffle<LoyaltyFinding>([.. input.Findings]) select (input, order),
        drawn =>
        {
            LoyaltyInput shuffled = drawn.input with { Findings = drawn.order.ToValueList() };
            Assert.Equal(LoyaltyDraws.Assess(drawn.input), LoyaltyDraws.Assess(shuffled) with { Input = drawn.input });
        },
        Cases);

    [Fact]
    public void LO_5_Asked_again_with_its_own_answer_the_answer_stays() => Law.Holds(
        LoyaltyDraws.Input,
        input =>
        {
            LoyaltyAssessment first = LoyaltyDraws.Assess(input), second = LoyaltyDraws.Assess(input with { Before = new LoyaltyStanding(first.Type, first.Cell) });
            Assert.Equal((first.Type, first.Cell), (second.Type, second.Cell));
        },
        Cases);

    [Fact]
    public void LO_5_Every_answer_has_reasons_and_the_cell_is_that_of_the_axes() => Law.Holds(
        LoyaltyDraws.Input,
        input =>
        {
            LoyaltyAssessment answer = LoyaltyDraws.Assess(input with { Before = null });
            Assert.NotEmpty(answer.TypeReasons);
            Assert.Equal(2, answer.CellReasons.Count);
            Assert.Equal(
                answer.Attitude.Value is { } attitude && answer.Behaviour.Value is { } behaviour ? LoyaltyCells.Of(attitude >= LoyaltyDraws.Policy.HighAttitude, behaviour >= LoyaltyDraws.Policy.HighBehaviour) : null,
                answer.Cell);
        },
        Cases);

    [Fact]
    public void Inputs_come_back_from_JSON_as_they_were() => Law.Holds(
        from input in LoyaltyDraws.Input from failed in Gen.Elements<ValueList<string>>([default, ["acme.survey"]]) select input with { Failed = failed },
        static input =>
        {
            LoyaltyAssessmentRecord record = FiledLoyalty.Of(LoyaltyAssessmentId.New(), CustomerId.New(), LoyaltyDraws.Policy.Id, 1, LoyaltyDraws.Assess(input));
            Assert.Equal(input, LoyaltyInputJson.Read(record));
            Assert.True(new FiledLoyalty(record, LoyaltyDraws.Assess(LoyaltyInputJson.Read(record))).Agrees);
        },
        Cases);
}
