using Crm.Sdk.Classification;
using Crm.Sdk.Customers;

namespace Crm.Sdk.Rules.Retail;

/// <summary>
/// The relationship with the company: consumer, business, channel partner, internal (消费者、企业、渠道、内部客户; G34): as the record states it, otherwise by the kind of customer. Dimension
/// <c>relationship</c>. A code of the tenant's own that the record states is a label too.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RelationshipRule : IClassificationRule
{
    private static readonly Category Enterprise = Category.Of("enterprise");
    private static readonly Verdict Consumer = CompanyRelationships.Consumer, Business = CompanyRelationships.Business;
    private static readonly Verdict KindUnknown = Verdict.None("crm.retail.relationship.unknown");

    /// <inheritdoc/>
    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("crm.retail.relationship", version: 1)
        .Dimension("relationship")
        .Labels(CompanyRelationships.Consumer, CompanyRelationships.Business, CompanyRelationships.ChannelPartner, CompanyRelationships.Internal)
        .OpenLabels()
        .Reads(Facts.Relationship, Facts.CustomerKind);

    /// <inheritdoc/>
    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Facts.Relationship] is { } stated)
        {
            why?.Because("crm.retail.relationship.stated", stated);
            return Verdict.Of(stated);
        }

        if (facts[Facts.CustomerKind] is not { } kind)
        {
            return KindUnknown;
        }

        why?.Because("crm.retail.relationship.kind", kind);
        return kind == Enterprise ? Business : Consumer;
    }
}
