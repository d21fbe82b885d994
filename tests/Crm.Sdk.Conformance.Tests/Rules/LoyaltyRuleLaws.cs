using Crm.Sdk.Classification;
using Crm.Sdk.Conformance.Xunit;
using Crm.Sdk.Loyalty;
using Crm.Sdk.Rules.Loyalty;

namespace Crm.Sdk.Conformance.Tests.Rules;

[Proves("crm.rules.loyalty", "loyalty-type")]
public sealed class LoyaltyTypeRuleLaws : RuleConformance<LoyaltyTypeRuleFixture>;

public sealed class LoyaltyTypeRuleFixture : IRuleFixture
{
    public IReadOnlyList<IFactSource> Sources { get; } = [new DrawnLoyalty()];

    public IRule Create() => new LoyaltyTypeRule();
}

[Proves("crm.rules.loyalty", "loyalty-matrix")]
public sealed class LoyaltyMatrixRuleLaws : RuleConformance<LoyaltyMatrixRuleFixture>;

public sealed class LoyaltyMatrixRuleFixture : IRuleFixture
{
    public IReadOnlyList<IFactSource> Sources { get; } = [new DrawnLoyalty()];

    public IRule Create() => new LoyaltyMatrixRule();
}

[Proves("crm.rules.loyalty", "loyalty-tier")]
public sealed class LoyaltyTierRuleLaws : RuleConformance<LoyaltyTierRuleFixture>;

public sealed class LoyaltyTierRuleFixture : IRuleFixture
{
    public IReadOnlyList<IFactSource> Sources { get; } = [new DrawnTiers()];

    public IRule Create() => new LoyaltyTierRule();
}

/// <summary>Tiers drawn by the customer's id, some of no member.</summary>
public sealed class DrawnTiers : IFactSource
{
    private static readonly string[] Tiers = ["silver", "gold", "vip"];

    public IReadOnlyList<Fact> Provides { get; } = [LoyaltyTierFacts.Tier];

    public ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
    {
        for (int i = 0; i < request.Count; i++)
        {
            int drawn = request.CustomerId(i).Value.ToByteArray()[^1];
            if (drawn % 5 > 0)
            {
                request.Set(LoyaltyTierFacts.Tier, i, Category.Of(Tiers[drawn % 3]));
            }
        }

        return ValueTask.CompletedTask;
    }
}

/// <summary>Loyalty drawn by the customer's id: some types, some cells, some of whom nothing is known.</summary>
public sealed class DrawnLoyalty : IFactSource
{
    private static readonly string[] Types = [LoyaltyTypes.Trust, LoyaltyTypes.Latent, "acme.own"], Cells = [LoyaltyCells.True, LoyaltyCells.Latent, LoyaltyCells.None];

    public IReadOnlyList<Fact> Provides => LoyaltyFacts.All;

    public ValueTask LoadAsync(FactRequest request, CancellationToken cancellationToken)
    {
        for (int i = 0; i < request.Count; i++)
        {
            int drawn = request.CustomerId(i).Value.ToByteArray()[^1];
            if (drawn % 5 == 0)
            {
                continue;
            }

            request.Set(LoyaltyFacts.Confidence, i, drawn / 255.0);
            if (drawn % 4 > 0)
            {
                request.Set(LoyaltyFacts.Type, i, Category.Of(Types[drawn % 3]));
                request.Set(LoyaltyFacts.Index, i, drawn / 2.55);
            }

            if (drawn % 3 > 0)
            {
                request.Set(LoyaltyFacts.Cell, i, Category.Of(Cells[drawn % 3]));
                request.Set(LoyaltyFacts.Attitude, i, drawn / 255.0);
                request.Set(LoyaltyFacts.Behaviour, i, 1 - (drawn / 255.0));
            }
        }

        return ValueTask.CompletedTask;
    }
}
