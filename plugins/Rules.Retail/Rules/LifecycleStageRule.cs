using Crm.Sdk.Classification;
using Crm.Sdk.Lifecycle;

namespace Crm.Sdk.Rules.Retail;

/// <summary>The stage of life in which a customer stands (生命周期阶段, LC-1), by the last run of lifecycles: a label by its code. Dimension <c>lifecycle-stage</c>.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LifecycleStageRule : IClassificationRule
{
    private static readonly Verdict None = Verdict.None("crm.retail.lifecycle.none");

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.lifecycle-stage", version: 1)
        .Dimension("lifecycle-stage")
        .OpenLabels()
        .Reads(LifecycleStageFacts.Stage);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[LifecycleStageFacts.Stage] is not { } stage)
        {
            return None;
        }

        why?.Because("crm.retail.lifecycle.derived");
        return Verdict.Of(stage);
    }
}
