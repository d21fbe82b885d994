using Crm.Sdk.Campaigns;
using Crm.Sdk.Care;
using Crm.Sdk.TestSupport;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Crm.Sdk.Tests.Campaigns;

/// <summary>Audiences are divided by chance that can be computed again, in numbers that are exact (CA-8).</summary>
public sealed class CampaignSplitLaws
{
    private static readonly CampaignPlan Sample = Storage.KindSamples.CampaignPlan;
    private static readonly Dictionary<string, ValueList<long>> Known = [];

    [Fact]
    public void CA_8_Groups_have_exactly_the_shares_that_are_stated_to_less_than_a_customer() => Law.Holds(Plans(), Gen.Choose(0, 2_000), static (plan, audience) =>
    {
        CustomerId[] customers = [.. Enumerable.Range(0, audience).Select(static i => new CustomerId(new Guid(i, 0, 0, new byte[8])))];
        ValueList<long> cuts = CampaignSplit.Cut(plan, [.. customers.Select(customer => CustomerPlace.Of(plan.Code, customer))]);
        Dictionary<string, int> found = customers.GroupBy(customer => CampaignSplit.VariantOf(plan, cuts, CustomerPlace.Of(plan.Code, customer)) ?? "-").ToDictionary(static group => group.Key, static group => group.Count());
        double weights = plan.Variants.Sum(static variant => variant.Weight);

        Assert.Equal(audience, found.Values.Sum());
        Assert.InRange(Math.Abs(found.GetValueOrDefault("-") - (audience * plan.ControlPercent / 100.0)), 0, 1 - 1e-9);
        Assert.All(plan.Variants, variant => Assert.InRange(Math.Abs(found.GetValueOrDefault(variant.Code) - (audience * (100 - plan.ControlPercent) / 100.0 * variant.Weight / weights)), 0, 1 - 1e-9));
    });

    [Fact]
    public void CA_8_A_customer_is_in_one_group_whatever_the_order_of_the_audience() => Law.Holds(Plans(), Gen.Choose(1, 300), static (plan, audience) =>
    {
        CustomerId[] customers = [.. Enumerable.Range(0, audience).Select(static i => new CustomerId(new Guid(i, 1, 0, new byte[8])))];
        ValueList<long> one = CampaignSplit.Cut(plan, [.. customers.Select(customer => CustomerPlace.Of(plan.Code, customer))]);
        ValueList<long> other = CampaignSplit.Cut(plan, [.. customers.Reverse().Select(customer => CustomerPlace.Of(plan.Code, customer))]);

        return one.Equals(other);
    });

    [Fact]
    public void Who_is_left_alone_by_one_campaign_is_not_the_same_in_the_next()
    {
        CampaignPlan one = Sample with { ControlPercent = 50 }, other = one with { Code = "autumn" };
        CustomerId[] customers = [.. Enumerable.Range(0, 1_000).Select(static i => new CustomerId(new Guid(i, 2, 0, new byte[8])))];
        int both = customers.Count(customer => IsControl(one, customers, customer) && IsControl(other, customers, customer));

        Assert.InRange(both, 200, 300); // half of a half, give or take three deviations

        static bool IsControl(CampaignPlan plan, CustomerId[] customers, CustomerId customer) =>
            CampaignSplit.VariantOf(plan, Cuts(plan, customers), CustomerPlace.Of(plan.Code, customer)) is null;
    }

    private static ValueList<long> Cuts(CampaignPlan plan, CustomerId[] customers) => Known.TryGetValue(plan.Code, out ValueList<long> cuts)
        ? cuts
        : Known[plan.Code] = CampaignSplit.Cut(plan, [.. customers.Select(customer => CustomerPlace.Of(plan.Code, customer))]);

    private static Gen<CampaignPlan> Plans() =>
        from control in Gen.Choose(0, 90)
        from weights in Gen.Choose(1, 9).ArrayOf(3)
        select Sample with { ControlPercent = control, Variants = [.. weights.Select(static (weight, i) => new CampaignVariant($"v{i}", weight))], Steps = [Sample.Steps[0]] };
}
