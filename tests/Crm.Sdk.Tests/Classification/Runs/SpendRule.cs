using Crm.Sdk.Classification;

namespace Crm.Sdk.Tests.Classification.Runs;

/// <summary>Big from 100 USD on, small below, none without an order.</summary>
internal sealed class SpendRule : IClassificationRule
{
    private static readonly Fact<Money> Spend = Facts.NetSpend(Trailing.Ever);
    private static readonly KnownFact<int> Orders = Facts.Orders(Trailing.Ever);
    private static readonly Verdict Big = "big", Small = "small", NoOrder = Verdict.None("tests.no-order");

    public RuleDescriptor Descriptor { get; } = RuleDescriptor.For("tests.spend", version: 1).Dimension("size").Labels("big", "small").Reads(Spend, Orders);

    public Verdict Classify(in CustomerFacts facts, Explanation? why)
    {
        if (facts[Orders] == 0 || facts[Spend] is not { } spend)
        {
            return NoOrder;
        }

        why?.Because("tests.spend", spend);
        return (spend.MinorUnits >= 100_00 ? Big : Small).WithScore((double)spend.Amount);
    }
}
