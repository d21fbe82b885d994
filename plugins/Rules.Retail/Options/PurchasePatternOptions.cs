namespace Crm.Sdk.Rules.Retail;

/// <summary>Settings of the purchase pattern: one-off bulk, continuous, occasional or never.</summary>
public sealed class PurchasePatternOptions
{
    /// <summary>A customer who bought on one day only is one-off bulk where its greatest order is among this part of all customers' greatest orders, in per cent: 1 to 99; 10 by default.</summary>
    public int BulkPercent { get; set; } = 10;

    /// <summary>On how many days of the trailing months a customer has bought to be continuous: 2 to 1,000; 4 by default.</summary>
    public int ContinuousDays { get; set; } = 4;

    /// <summary>The trailing months of <see cref="ContinuousDays"/>: 1 to 1,200; 12 by default.</summary>
    public int TrailingMonths { get; set; } = 12;
}
