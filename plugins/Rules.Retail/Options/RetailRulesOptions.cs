namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the retail rules, under <c>Crm:Plugins:crm.rules.retail</c>.</summary>
public sealed class RetailRulesOptions
{
    /// <summary>RFM segments.</summary>
    public RfmRuleOptions Rfm { get; set; } = new();

    /// <summary>The value tier.</summary>
    public ValueTierOptions ValueTier { get; set; } = new();

    /// <summary>The account tier.</summary>
    public AccountTierOptions AccountTier { get; set; } = new();

    /// <summary>Buying power.</summary>
    public BandOptions BuyingPower { get; set; } = new();

    /// <summary>The price level.</summary>
    public PriceLevelOptions PriceLevel { get; set; } = new();

    /// <summary>A/B/C by share of value or of customers.</summary>
    public AbcOptions Abc { get; set; } = new();

    /// <summary>Activity.</summary>
    public ActivityOptions Activity { get; set; } = new();

    /// <summary>The purchase pattern.</summary>
    public PurchasePatternOptions PurchasePattern { get; set; } = new();

    /// <summary>The distance of the relationship.</summary>
    public DistanceOptions Distance { get; set; } = new();
}
