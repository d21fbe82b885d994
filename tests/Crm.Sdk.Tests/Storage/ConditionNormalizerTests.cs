using Crm.Sdk.Conformance.Stores;
using Crm.Sdk.Storage;
using Crm.Sdk.Testing;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Storage;

public sealed class ConditionNormalizerTests
{
    private static readonly Gen<Condition> Conditions = ConditionGen.Over(ConformanceModel.Parcel);
    private static readonly Parcel[] Population = [.. ConformanceGen.Parcel(RecordId.New()).Sample(25, new Rnd(20261121), 50)];

    [Fact]
    public void The_normal_form_matches_exactly_the_records_that_the_original_matches() => Law.Holds(
        Conditions,
        condition =>
        {
            Condition normal = ConditionNormalizer.Normalize(condition);
            QueryRules.Check(normal, ConformanceModel.Parcel);
            foreach (Parcel parcel in Population)
            {
                if (ConditionEvaluator.Matches(condition, ConformanceModel.Parcel, parcel) != ConditionEvaluator.Matches(normal, ConformanceModel.Parcel, parcel))
                {
                    Assert.Fail($"{condition} and its normal form {normal} differ on {parcel}");
                }
            }
        },
        tests: ScaledCount.Of(20_000));

    [Fact]
    public void The_normal_form_has_only_the_six_nodes_no_null_and_no_needless_group() => Law.Holds(
        Conditions,
        condition =>
        {
            Condition normal = ConditionNormalizer.Normalize(condition);
            AssertNormal(normal, isRoot: true);
            Assert.Equal(normal, ConditionNormalizer.Normalize(normal));
        },
        tests: ScaledCount.Of(5_000));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a\uD7FF")]
    [InlineData("\uD7FF")]
    [InlineData("a\uFFFD")]
    [InlineData("\uFFFD")]
    [InlineData("\uFFFF")]
    [InlineData("\U0010FFFF")]
    [InlineData("a\U0010FFFF")]
    [InlineData("a\U0010FFFF\U0010FFFF")]
    [InlineData("\U0010FFFF\U0010FFFF")]
    [InlineData("\U0001F600")]
    public void A_prefix_is_a_range_up_to_the_next_code_point(string prefix)
    {
        string[] texts = ["", "a", "b", "A", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "\U00010000", "\U0001F600", "\U0001F601", "\U0010FFFF", "\U0010FFFF\U0010FFFF"];
        string[] tried = [.. texts, .. texts.Select(text => prefix + text), .. texts.Select(text => "a" + text)];
        Condition condition = Condition.StartsWith("remark", prefix);
        Condition normal = ConditionNormalizer.Normalize(condition);
        QueryRules.Check(normal, ConformanceModel.Parcel);
        foreach (string text in tried)
        {
            Parcel parcel = new() { Id = RecordId.New(), Remark = text };
            Assert.Equal(text.StartsWith(prefix, StringComparison.Ordinal), ConditionEvaluator.Matches(normal, ConformanceModel.Parcel, parcel));
        }

        Assert.False(ConditionEvaluator.Matches(normal, ConformanceModel.Parcel, new Parcel { Id = RecordId.New() }));
    }

    [Fact]
    public void A_comparison_with_a_missing_value_is_false_and_its_negation_true()
    {
        var nothing = new Parcel { Id = RecordId.New() };
        Condition heavy = Condition.Is("grams", Comparison.NotEqual, FieldValue.Of(5));

        Assert.False(ConditionEvaluator.Matches(heavy, ConformanceModel.Parcel, nothing));
        Assert.True(ConditionEvaluator.Matches(Condition.Not(heavy), ConformanceModel.Parcel, nothing));
        Assert.Equal(
            Condition.Any(Condition.HasNo("grams"), Condition.Equal("grams", FieldValue.Of(5))),
            ConditionNormalizer.Normalize(Condition.Not(heavy)));
    }

    private static void AssertNormal(Condition condition, bool isRoot)
    {
        switch (condition)
        {
            case Condition.AllOf all:
                AssertGroup<Condition.AllOf>(all.Conditions, isRoot);
                break;
            case Condition.AnyOf any:
                AssertGroup<Condition.AnyOf>(any.Conditions, isRoot);
                break;
            case Condition.Compare compare:
                Assert.False(compare.Value.IsNull);
                break;
            case Condition.In isIn:
                Assert.NotEmpty(isIn.Values);
                Assert.DoesNotContain(isIn.Values, static value => value.IsNull);
                Assert.Equal(isIn.Values.Count, isIn.Values.Distinct().Count());
                break;
            default:
                Assert.True(condition is Condition.IsNull or Condition.HasValue, $"{condition} is no node of the normal form");
                break;
        }
    }

    private static void AssertGroup<TSame>(ValueList<Condition> parts, bool isRoot)
    {
        Assert.True(parts.Count >= 2 || (isRoot && parts.Count == 0), "a group has two parts or more, unless it is all there is");
        foreach (Condition part in parts)
        {
            Assert.IsNotType<TSame>(part);
            AssertNormal(part, isRoot: false);
        }
    }
}
