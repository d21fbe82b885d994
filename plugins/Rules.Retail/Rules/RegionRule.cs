using Crm.Sdk.Classification;

namespace Crm.Sdk.Rules.Retail;

/// <summary>The region of a customer (地区), as its record states it: a label by that name. Dimension <c>region</c>.</summary>
/// <remarks>Thread-safe. Customers whose record states none get no label, nor those where the name is longer than <see cref="Verdict.MaxLength"/> characters.</remarks>
public sealed class RegionRule : IClassificationRule
{
    private static readonly Verdict NotStated = Verdict.None("crm.retail.region.not-stated"), TooLong = Verdict.None(RetailCodes.NameTooLong);

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.region", version: 1).Dimension("region").OpenLabels().Reads(Facts.Region);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Facts.Region] is not { } region)
        {
            return NotStated;
        }

        why?.Because(RetailCodes.OnRecord, region);
        return region.Name.Length <= Verdict.MaxLength ? Verdict.Of(region) : TooLong;
    }
}
