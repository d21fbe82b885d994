namespace Crm.Sdk.Loyalty;

/// <summary>By what members reach tiers (LO-2).</summary>
public enum TierMeasure
{
    /// <summary>By points that were earned in a wallet, what was taken back taken off; pending points count once they can be spent. Redeemed and lapsed points count.</summary>
    Points = 0,

    /// <summary>By what was spent before tax in one currency, returns taken off.</summary>
    Spend = 1,

    /// <summary>By the number of orders of which something was kept.</summary>
    Orders = 2,

    /// <summary>By full years of membership.</summary>
    Years = 3,
}
