using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Retail;

/// <summary>The industry of a customer (行业), as its record states it: a label by that name. Dimension <c>industry</c>.</summary>
/// <remarks>Thread-safe. Customers whose record states none get no label, nor those where the name is longer than <see cref="Verdict.MaxLength"/> characters.</remarks>
public sealed class IndustryRule : IClassificationRule
{
    private static readonly Verdict NotStated = Verdict.None("crm.retail.industry.not-stated"), TooLong = Verdict.None(RetailCodes.NameTooLong);

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.industry", version: 1).Dimension("industry").OpenLabels().Reads(Facts.Industry);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Facts.Industry] is not { } industry)
        {
            return NotStated;
        }

        why?.Because(RetailCodes.OnRecord, industry);
        return industry.Name.Length <= Verdict.MaxLength ? Verdict.Of(industry) : TooLong;
    }
}
