using Crm.Sdk.Classification;
using Crm.Sdk.Rules.Retail;
using Crm.Sdk.TestSupport;
using FsCheck.Fluent;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Classification;

/// <summary>Rules with a band read the label that a customer had, and stay pure functions of what they read (CL-2, CL-4, CL-5).</summary>
public sealed class StickyRuleLaws
{
    private static readonly IReadOnlyList<RuleRegistration> Rules = RetailRules.Registered(Sticky);
    private static readonly IReadOnlyList<RuleRegistration> RulesByAmounts = RetailRules.Registered(StickyByAmounts);

    [Fact]
    public Task CL_4_a_rule_with_its_own_answer_as_the_label_before_gives_that_answer_again() => Law.HoldsAsync(
        (from events in Populations.Histories.Generator from asOf in Populations.Moments from days in Gen.Choose(0, 30) from amounts in Gen.Elements(true, false) select (events, asOf, days, amounts)).ToArbitrary(),
        async test =>
        {
            OrderColumns columns = Populations.Of(test.events).Build();
            ClassificationResult first = await RunAsync(columns, test.asOf, null, null, test.amounts);
            AsOf later = AsOf.At(test.asOf.Instant + Duration.FromDays(test.days), test.asOf.Zone);
            ClassificationResult second = await RunAsync(columns, later, first, null, test.amounts);
            AssertSame(second, await RunAsync(columns, later, second, null, test.amounts));
        });

    [Fact]
    public Task CL_5_a_chain_of_incremental_runs_gives_the_labels_of_a_chain_of_full_ones() => Law.HoldsAsync(
        (from events in Populations.Histories.Generator from start in Gen.Choose(0, 500) from steps in Gen.Choose(0, 30).ArrayOf(4) from amounts in Gen.Elements(true, false) select (events, start, steps, amounts)).ToArbitrary(),
        async test =>
        {
            OrderColumns columns = Populations.Of(test.events).Build();
            LocalDate date = new LocalDate(2010, 11, 1).PlusDays(test.start);
            ClassificationResult? full = null, chained = null;
            foreach (int days in test.steps)
            {
                date = date.PlusDays(days);
                var asOf = AsOf.EndOf(date, DateTimeZone.Utc);
                full = await RunAsync(columns, asOf, full, null, test.amounts);
                chained = await RunAsync(columns, asOf, chained, chained, test.amounts);
                AssertSame(full, chained);
            }
        });

    [Fact]
    public void A_customer_a_little_below_the_edge_keeps_its_tier_and_one_far_below_does_not()
    {
        StickyTiers tiers = StickyTiers.ByAmounts(["high", "middle", "low"], [100, 50], bandPercent: 10);
        Assert.Equal(("high", false), Of(100, null));
        Assert.Equal(("middle", false), Of(95, null));
        Assert.Equal(("high", true), Of(95, "high"));
        Assert.Equal(("middle", false), Of(89.99m, "high"));
        Assert.Equal(("middle", true), Of(45, "middle"));
        Assert.Equal(("low", false), Of(45, "high"));
        Assert.Equal(("high", false), Of(100, "low"));

        (string?, bool) Of(decimal value, string? before)
        {
            Verdict verdict = tiers.Of(value, before is null ? null : Category.Of(before), out bool kept);
            return (verdict.Label, kept);
        }
    }

    private static void Sticky(RetailRulesOptions options)
    {
        RetailRules.Small(options);
        options.Activity.BandDays = 7;
        options.ValueTier.Band = 15;
        options.AccountTier.Band = 20;
    }

    private static void StickyByAmounts(RetailRulesOptions options)
    {
        RetailRules.SmallWithEdges(options);
        Sticky(options);
        options.AccountTier.VipFrom = 800;
        options.AccountTier.MajorFrom = 400;
        options.AccountTier.GeneralFrom = 20;
    }

    private static Task<ClassificationResult> RunAsync(OrderColumns columns, AsOf asOf, ClassificationResult? before, ClassificationResult? previous, bool amounts) => new ClassificationEngine().RunAsync(
        new() { Columns = columns, AsOf = asOf, Rules = amounts ? RulesByAmounts : Rules, Previous = previous, PreviousLabels = before is null ? null : dimension => LabelsOf(before, dimension) }, default);

    private static Category[]? LabelsOf(ClassificationResult result, string dimension)
    {
        RuleResult? rule = result.Rules.FirstOrDefault(rule => rule.Descriptor.Dimension == dimension);
        return rule is null ? null : [.. Enumerable.Range(0, rule.Count).Select(row => Category.OfOptional(rule.LabelAt(row)))];
    }

    private static void AssertSame(ClassificationResult expected, ClassificationResult actual)
    {
        foreach ((RuleResult one, RuleResult other) in expected.Rules.Zip(actual.Rules))
        {
            for (int row = 0; row < one.Count; row++)
            {
                Assert.Equal((one.Descriptor.Id, one.LabelAt(row), one.ScoreAt(row), one.RecheckAt(row)), (other.Descriptor.Id, other.LabelAt(row), other.ScoreAt(row), other.RecheckAt(row)));
            }
        }
    }
}
