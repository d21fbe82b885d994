namespace Crm.Sdk.Loyalty;

/// <summary>Which amount of an order's line earns. What was paid by points stands in an order as a discount, so that it earns nothing under the first two.</summary>
public enum EarningBasis
{
    /// <summary>After discounts and before tax.</summary>
    Net = 0,

    /// <summary>After discounts and with tax.</summary>
    Gross = 1,

    /// <summary>Before discounts and before tax.</summary>
    List = 2,
}
