namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the distance between customer and company: potential, target, first purchase, repeat, loyal.</summary>
public sealed class DistanceOptions
{
    /// <summary>On how many days a customer has bought to be loyal: 2 to 1,000; 5 by default.</summary>
    public int LoyalPurchaseDays { get; set; } = 5;

    /// <summary>How many days the first order of a loyal customer lies back at least: 0 to 36,500; 180 by default.</summary>
    public int LoyalAfterDays { get; set; } = 180;

    /// <summary>How many days the last order of a loyal customer lies back at most: 1 to 36,500; 365 by default.</summary>
    public int LoyalWithinDays { get; set; } = 365;
}
