namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the value tier: high, middle or low by spend, as a rank among all customers or by amounts.</summary>
public sealed class ValueTierOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Which part of the customers with orders is of high value, in per cent: 1 to 98; 20 by default.</summary>
    public int HighPercent { get; set; } = 20;

    /// <summary>Which further part is of middle value, in per cent: from 1 to what leaves at least 1 for the low tier; 30 by default.</summary>
    public int MiddlePercent { get; set; } = 30;

    /// <summary>From which spend on a customer is of high value, in the reporting currency, whatever the rank. Null, the default, for the rank; given together with <see cref="MiddleFrom"/>.</summary>
    public decimal? HighFrom { get; set; }

    /// <summary>From which spend on a customer is of middle value, in the reporting currency: less than <see cref="HighFrom"/>. Null, the default, for the rank.</summary>
    public decimal? MiddleFrom { get; set; }

    /// <summary>
    /// How far a customer may fall below the edge of its tier and keep it: in points of the rank, or in per cent of the edge where amounts are given. 0 to 50; 0, the default, for not at all.
    /// A better tier is given at once.
    /// </summary>
    public int Band { get; set; }
}
