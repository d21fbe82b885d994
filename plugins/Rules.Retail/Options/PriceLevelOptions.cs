namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the price level: premium, standard or economy by what a customer usually pays.</summary>
public sealed class PriceLevelOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default. The price of a piece is over all orders.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Which part of the customers with orders is premium, in per cent: 1 to 98; 20 by default.</summary>
    public int UpperPercent { get; set; } = 20;

    /// <summary>Which further part is standard, in per cent: from 1 to what leaves at least 1 for economy; 50 by default.</summary>
    public int MiddlePercent { get; set; } = 50;

    /// <summary>What is compared: an order or a piece; an order by default.</summary>
    public PriceMeasure Measure { get; set; }
}
