using Crm.Sdk.Classification;
using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Rules.Loyalty;

/// <summary>The cell of attitude by behaviour (真正、潜在、虚假、不忠诚; Dick and Basu 1994, LO-5), as it was last assessed. Dimension <c>loyalty-matrix</c>.</summary>
/// <remarks>Customers at an edge do not flicker: the policy of the assessment has a band. Thread-safe.</remarks>
public sealed class LoyaltyMatrixRule : IClassificationRule
{
    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.loyalty.matrix", version: 1)
        .Dimension("loyalty-matrix")
        .Labels(LoyaltyCells.True, LoyaltyCells.Latent, LoyaltyCells.Spurious, LoyaltyCells.None)
        .Reads(LoyaltyFacts.Cell, LoyaltyFacts.Attitude, LoyaltyFacts.Behaviour, LoyaltyFacts.Confidence);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[LoyaltyFacts.Confidence] is null)
        {
            return LoyaltyRuleCodes.NotAssessed;
        }

        if (facts[LoyaltyFacts.Cell] is not { } cell || facts[LoyaltyFacts.Attitude] is not { } attitude || facts[LoyaltyFacts.Behaviour] is not { } behaviour)
        {
            return LoyaltyRuleCodes.AxisUnknown;
        }

        why?.Because(LoyaltyRuleCodes.Axes, 100 * attitude, 100 * behaviour);
        return Verdict.Of(cell);
    }
}
