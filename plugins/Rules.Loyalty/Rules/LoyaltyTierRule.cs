using Crm.Sdk.Classification;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The tier of a member of a loyalty programme (会员等级, LO-2), by the last decision on it. Dimension <c>loyalty-tier</c>; its labels are the codes of the programme's tiers.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LoyaltyTierRule : IClassificationRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.loyalty.tier", version: 1)
        .Dimension("loyalty-tier")
        .OpenLabels()
        .Reads(LoyaltyTierFacts.Tier);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[LoyaltyTierFacts.Tier] is not { } tier)
        {
            return LoyaltyRuleCodes.NoTier;
        }

        why?.Because(LoyaltyRuleCodes.Decided);
        return Verdict.Of(tier);
    }
}
