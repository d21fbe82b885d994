namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the price level: premium, standard or economy by what a customer usually pays.</summary>
public sealed class PriceLevelOptions : BandOptions
{
    /// <summary>What is compared: an order or a piece; an order by default.</summary>
    public PriceMeasure Measure { get; set; }
}
