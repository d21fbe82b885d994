using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Lifecycle;
using Crm.Sdk.Rules.Retail;
using Microsoft.Extensions.Options;

namespace Crm.Sdk.Conformance.Tests.Rules;

[Proves("crm.rules.retail", "rfm")]
public sealed class RfmRuleLaws : RuleConformance<RfmRuleFixture>;

[Proves("crm.rules.retail", "rfm")]
public sealed class RfmRuleWithEdgesLaws : RuleConformance<RfmRuleWithEdgesFixture>;

[Proves("crm.rules.retail", "value-tier")]
public sealed class ValueTierRuleLaws : RuleConformance<ValueTierRuleFixture>;

[Proves("crm.rules.retail", "abc")]
public sealed class AbcRuleLaws : RuleConformance<AbcRuleFixture>;

[Proves("crm.rules.retail", "activity")]
public sealed class ActivityRuleLaws : RuleConformance<ActivityRuleFixture>;

[Proves("crm.rules.retail", "purchase-pattern")]
public sealed class PurchasePatternRuleLaws : RuleConformance<PurchasePatternRuleFixture>;

[Proves("crm.rules.retail", "distance")]
public sealed class DistanceRuleLaws : RuleConformance<DistanceRuleFixture>;

public sealed class RfmRuleFixture : IRuleFixture
{
    public IRule Create() => new RfmRule(Options.Create(new RetailRulesOptions()));
}

public sealed class RfmRuleWithEdgesFixture : IRuleFixture
{
    public IRule Create() => new RfmRule(Options.Create(new RetailRulesOptions
    {
        Rfm = { RecencyEdges = { 30, 60, 90, 180 }, FrequencyEdges = { 2, 3, 5, 10 }, MonetaryEdges = { 10, 100, 500, 1_000 } },
    }));
}

public sealed class ValueTierRuleFixture : IRuleFixture
{
    public IRule Create() => new ValueTierRule(Options.Create(new RetailRulesOptions()));
}

public sealed class AbcRuleFixture : IRuleFixture
{
    public IRule Create() => new AbcRule(Options.Create(new RetailRulesOptions()));
}

public sealed class ActivityRuleFixture : IRuleFixture
{
    public IRule Create() => new ActivityRule(Options.Create(new RetailRulesOptions()));
}

public sealed class PurchasePatternRuleFixture : IRuleFixture
{
    public IRule Create() => new PurchasePatternRule(Options.Create(new RetailRulesOptions()));
}

public sealed class DistanceRuleFixture : IRuleFixture
{
    public IRule Create() => new DistanceRule(Options.Create(new RetailRulesOptions()));
}

[Proves("crm.rules.retail", "account-tier")]
public sealed class AccountTierRuleLaws : RuleConformance<AccountTierRuleFixture>;

public sealed class AccountTierRuleFixture : IRuleFixture
{
    public IRule Create() => new AccountTierRule(Options.Create(new RetailRulesOptions()));
}

[Proves("crm.rules.retail", "buying-power")]
public sealed class BuyingPowerRuleLaws : RuleConformance<BuyingPowerRuleFixture>;

public sealed class BuyingPowerRuleFixture : IRuleFixture
{
    public IRule Create() => new BuyingPowerRule(Options.Create(new RetailRulesOptions()));
}

[Proves("crm.rules.retail", "price-level")]
public sealed class PriceLevelRuleLaws : RuleConformance<PriceLevelRuleFixture>;

public sealed class PriceLevelRuleFixture : IRuleFixture
{
    public IRule Create() => new PriceLevelRule(Options.Create(new RetailRulesOptions()));
}

[Proves("crm.rules.retail", "relationship")]
public sealed class RelationshipRuleLaws : RuleConformance<RelationshipRuleFixture>;

public sealed class RelationshipRuleFixture : IRuleFixture
{
    public IRule Create() => new RelationshipRule();
}

[Proves("crm.rules.retail", "region")]
public sealed class RegionRuleLaws : RuleConformance<RegionRuleFixture>;

public sealed class RegionRuleFixture : IRuleFixture
{
    public IRule Create() => new RegionRule();
}

[Proves("crm.rules.retail", "industry")]
public sealed class IndustryRuleLaws : RuleConformance<IndustryRuleFixture>;

public sealed class IndustryRuleFixture : IRuleFixture
{
    public IRule Create() => new IndustryRule();
}

[Proves("crm.rules.retail", "lifecycle-stage")]
public sealed class LifecycleStageRuleLaws : RuleConformance<LifecycleStageRuleFixture>;

public sealed class LifecycleStageRuleFixture : IRuleFixture
{
    public IReadOnlyList<IFactSource> Sources { get; } = [new DrawnStages()];

    public IRule Create() => new LifecycleStageRule();
}

/// <summary>Stages drawn by the customer's id, some of nobody.</summary>
public sealed class DrawnStages : IFactSource
{
    private static readonly string[] Stages = [LifecycleStages.Target, LifecycleStages.AtRisk, "acme.trying"];

    public IReadOnlyList<Fact> Provides => LifecycleStageFacts.All;

    public ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
    {
        for (int i = 0; i < request.Count; i++)
        {
            int drawn = request.CustomerId(i).Value.ToByteArray()[^1];
            request.Set(LifecycleStageFacts.Stage, i, drawn % 5 > 0 ? Category.Of(Stages[drawn % 3]) : Category.None);
        }

        return ValueTask.CompletedTask;
    }
}

[Proves("crm.rules.retail", "activity")]
public sealed class ActivityRuleWithBandLaws : RuleConformance<ActivityRuleWithBandFixture>;

public sealed class ActivityRuleWithBandFixture : IRuleFixture
{
    public IRule Create() => new ActivityRule(Options.Create(new RetailRulesOptions { Activity = { BandDays = 14 } }));
}
