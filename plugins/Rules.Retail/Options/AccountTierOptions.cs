namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the account tier: VIP, major, general or small by spend, as a rank among all customers or by amounts.</summary>
/// <remarks>By default the pyramid of 1, 4, 15 and 80 per cent of the customers.</remarks>
public sealed class AccountTierOptions
{
    /// <summary>How many months of orders count: 1 to 1,200, or 0 for all orders; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;

    /// <summary>Which part of the customers with orders is VIP, in per cent: 1 to 97; 1 by default.</summary>
    public int VipPercent { get; set; } = 1;

    /// <summary>Which further part is major, in per cent, from 1; 4 by default.</summary>
    public int MajorPercent { get; set; } = 4;

    /// <summary>Which further part is general, in per cent, from 1; 15 by default. All three leave at least 1 for small.</summary>
    public int GeneralPercent { get; set; } = 15;

    /// <summary>From which spend on a customer is VIP, in the reporting currency, whatever the rank. Null, the default, for the rank; all three amounts or none.</summary>
    public decimal? VipFrom { get; set; }

    /// <summary>From which spend on a customer is major: less than <see cref="VipFrom"/>.</summary>
    public decimal? MajorFrom { get; set; }

    /// <summary>From which spend on a customer is general: less than <see cref="MajorFrom"/>.</summary>
    public decimal? GeneralFrom { get; set; }

    /// <summary>
    /// How far a customer may fall below the edge of its tier and keep it: in points of the rank, or in per cent of the edge where amounts are given. 0 to 50; 0, the default, for not at all.
    /// A better tier is given at once.
    /// </summary>
    public int Band { get; set; }
}
