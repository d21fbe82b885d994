using Crm.Sdk.Classification;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The type of a customer's loyalty (忠诚类型, LO-5), as it was last assessed. The score is the loyalty index. Dimension <c>loyalty-type</c>.</summary>
/// <remarks>Types at an edge do not flicker: the policy of the assessment has a band. Policies with types of their own give their labels. Thread-safe.</remarks>
public sealed class LoyaltyTypeRule : IClassificationRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.loyalty.type", version: 1)
        .Dimension("loyalty-type")
        .Labels(LoyaltyTypes.Trust, LoyaltyTypes.Kinship, LoyaltyTypes.Benefit, LoyaltyTypes.Inertia, LoyaltyTypes.Monopoly, LoyaltyTypes.Latent)
        .OpenLabels()
        .Reads(LoyaltyFacts.Type, LoyaltyFacts.Index, LoyaltyFacts.Confidence);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[LoyaltyFacts.Confidence] is not { } confidence)
        {
            return LoyaltyRuleCodes.NotAssessed;
        }

        why?.Because(LoyaltyRuleCodes.Known, 100 * confidence);
        if (facts[LoyaltyFacts.Type] is not { } type)
        {
            return LoyaltyRuleCodes.NoType;
        }

        if (facts[LoyaltyFacts.Index] is not { } index)
        {
            return Verdict.Of(type);
        }

        why?.Because(LoyaltyRuleCodes.Index, index);
        return Verdict.Of(type).WithScore(index);
    }
}
