namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of a band by rank among all customers with orders: an upper, a middle and a lower part.</summary>
public sealed class BandOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Which part of the customers with orders is in the upper band, in per cent: 1 to 98; 20 by default.</summary>
    public int UpperPercent { get; set; } = 20;

    /// <summary>Which further part is in the middle band, in per cent: from 1 to what leaves at least 1 for the lower one; 50 by default.</summary>
    public int MiddlePercent { get; set; } = 50;
}
